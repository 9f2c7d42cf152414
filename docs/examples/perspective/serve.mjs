// Serves index.html and, as JSON, the events of all checkpoints, read anew at every load of the page.
// usage: node serve.mjs '../conversation_logs/checkpoints/*.parquet' [port]
import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const glob = process.argv[2].replaceAll("'", "''"), port = +(process.argv[3] ?? 8123);
const db = await (await DuckDBInstance.create(':memory:')).connect();
const sql = `SELECT 1 AS events, epoch_ms(timestamp)::DOUBLE AS timestamp, strftime(timestamp AT TIME ZONE 'UTC', '%Y-%m-%d') AS day,
    speaker, role, receiver, chain_type, ace_tier, text FROM '${glob}'`;
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };

http.createServer(async (request, response) => {
  try {
    const path = new URL(request.url, 'http://localhost').pathname;
    if (path === '/events.json')
      return response.end(JSON.stringify((await db.runAndReadAll(sql)).getRowObjectsJson()));
    const file = path === '/' ? 'index.html' : path.startsWith('/@finos/') ? join('node_modules', path) : '';
    const body = await readFile(file);
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(body);
  } catch (fault) { response.writeHead(500).end(String(fault)); }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
