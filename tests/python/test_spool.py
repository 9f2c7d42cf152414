import os
import subprocess
import sys
import threading
from unittest.mock import patch

from support import DEADLINE, TestCase
from tapedeck import spool_folder
from tapedeck.spool import Spool
from tapedeck.spool_format import SpoolDamaged
from tapedeck.spool_lock import SpoolLock
from tapedeck.spool_reader import SpoolReader

LIMIT = 1 << 30


class SpoolTestCase(TestCase):
    def setUp(self):
        super().setUp()
        self.path = self.folder / "alice-0123456789ab.spool"

    def write(self, content):
        self.path.write_bytes(content)

    def spool(self, limit=LIMIT):
        """Opens the file, or makes it if there is none."""
        lock = SpoolLock.acquire(self.path.with_suffix(".spool.lock"))
        spool = (Spool.open(self.path, lock, limit) if self.path.exists()
                 else Spool.create(self.path, lock, b"alice/0123456789ab", limit))
        self.addCleanup(spool.close)
        return spool

    def lines(self, spool):
        reader = SpoolReader(spool)
        lines = []
        while line := reader.peek():
            lines.append((line.number, line.payload))
            reader.advance()
        return lines


class SpoolTests(SpoolTestCase):
    def test_a_new_spool_is_a_header_that_names_the_producer(self):
        self.spool()
        self.assertEqual(b"tapedeck-spool 1 alice/0123456789ab 0\n", self.path.read_bytes())

    def test_what_is_appended_is_a_numbered_line(self):
        spool = self.spool()
        spool.append(b'{"a":1}')
        spool.append(b'{"b":2}')
        self.assertEqual(b'tapedeck-spool 1 alice/0123456789ab 0\n1 {"a":1}\n2 {"b":2}\n', self.path.read_bytes())
        self.assertEqual([(1, b'{"a":1}'), (2, b'{"b":2}')], self.lines(spool))
        self.assertEqual((2, 2), (spool.count, spool.last_number))

    def test_an_opened_spool_goes_on_with_its_numbers(self):
        self.write(b"tapedeck-spool 1 alice/0123456789ab 41\n42 {}\n44 {}\n")
        spool = self.spool()
        self.assertEqual((44, 44, 2), (spool.opened_at, spool.last_number, spool.count))
        spool.append(b"[]")
        self.assertEqual([(42, b"{}"), (44, b"{}"), (45, b"[]")], self.lines(spool))

    def test_an_empty_spool_goes_on_behind_its_header(self):
        self.write(b"tapedeck-spool 1 alice/0123456789ab 41\n")
        spool = self.spool()
        spool.append(b"{}")
        self.assertEqual([(42, b"{}")], self.lines(spool))

    def test_a_last_line_torn_at_any_byte_is_cut_off(self):
        whole = b"tapedeck-spool 1 alice/0123456789ab 7\n8 {}\n"
        last = b'9 {"x":"y"}\n'
        for length in range(len(last)):
            with self.subTest(length):
                self.write(whole + last[:length])
                spool = self.spool()
                self.assertEqual(whole, self.path.read_bytes())
                self.assertEqual((8, 1), (spool.last_number, spool.count))
                spool.close()

    def test_a_long_line_is_read_whole(self):
        payload = b'"' + b"x" * 3_000_000 + b'"'
        self.write(b"tapedeck-spool 1 alice/0123456789ab 0\n1 {}\n2 " + payload + b"\n")
        spool = self.spool()
        self.assertEqual(2, spool.last_number)
        self.assertEqual([(1, b"{}"), (2, payload)], self.lines(spool))

    def test_what_is_no_spool_is_refused_and_left_as_it_is(self):
        for content in (b"", b"hello\n", b"tapedeck-spool 2 alice/0123456789ab 0\n", b"tapedeck-spool 1 alice 0\n",
                        b"tapedeck-spool 1 alice/0123456789ab 0", b"tapedeck-spool 1 alice/0123456789ab 5\n5 {}\n"):
            with self.subTest(content):
                self.write(content)
                lock = SpoolLock.acquire(self.path.with_suffix(".spool.lock"))
                self.addCleanup(lock.release)
                with self.assertRaises(SpoolDamaged):
                    Spool.open(self.path, lock, LIMIT)
                self.assertEqual(content, self.path.read_bytes())
                lock.release()

    def test_a_damaged_line_is_shown_as_number_0_and_the_rest_is_read(self):
        self.write(b"tapedeck-spool 1 alice/0123456789ab 0\n1 {}\n\0\0\0\n3 {}\n")
        self.assertEqual([(1, b"{}"), (0, b"\0\0\0"), (3, b"{}")], self.lines(self.spool()))

    def test_threads_append_whole_lines_in_one_numbering(self):
        spool = self.spool()
        threads = [threading.Thread(target=lambda: [spool.append(b"{}") for _ in range(500)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([(number, b"{}") for number in range(1, 2001)], self.lines(spool))


class CompactionTests(SpoolTestCase):
    def test_with_everything_stored_only_a_header_with_the_last_number_is_left(self):
        spool = self.spool()
        for _ in range(3):
            spool.append(b"{}")
        spool.settle(spool.end, 3)
        self.assertTrue(spool.is_untidy)
        spool.tidy(3, idle=True)
        self.assertFalse(spool.is_untidy)
        self.assertEqual(b"tapedeck-spool 1 alice/0123456789ab 3\n", self.path.read_bytes())
        spool.append(b"[]")
        self.assertEqual([(4, b"[]")], self.lines(spool))

    def test_a_small_spool_is_emptied_only_when_idle(self):
        spool = self.spool()
        spool.append(b"{}")
        spool.settle(spool.end, 1)
        spool.tidy(1, idle=False)
        self.assertIn(b"1 {}", self.path.read_bytes())

    def test_a_stored_beginning_over_half_of_a_big_file_is_cut_off(self):
        spool = self.spool(limit=10_000)
        payload = b'"' + b"x" * 90 + b'"'
        while spool.append(payload):
            pass
        lines = self.lines(spool)
        reader = SpoolReader(spool)
        for _ in range(70):
            reader.peek()
            reader.advance()
        spool.settle(reader.position, 70)
        spool.tidy(70, idle=False)
        self.assertTrue(self.path.read_bytes().startswith(b"tapedeck-spool 1 alice/0123456789ab 70\n71 "))
        self.assertEqual(lines[70:], self.lines(spool))
        self.assertEqual(lines[70], reader.peek()[:2], "positions go on over the rewriting")
        spool.append(b"{}")
        self.assertEqual(lines[70:] + [(spool.last_number, b"{}")], self.lines(spool))

    def test_half_a_new_file_beside_it_does_no_harm(self):
        spool = self.spool()
        spool.append(b"{}")
        spool.settle(spool.end, 1)
        with patch("tapedeck.spool.os.replace", side_effect=OSError("no")), self.assertRaises(OSError):
            spool.tidy(1, idle=True)
        spool.append(b"[]")
        spool.settle(spool.end, 1)
        spool.tidy(2, idle=True)
        self.assertEqual(b"tapedeck-spool 1 alice/0123456789ab 2\n", self.path.read_bytes())

    def test_new_lines_of_an_outdated_spool_are_numbered_anew(self):
        self.write(b"tapedeck-spool 1 alice/0123456789ab 5\n6 {}\n7 {}\n")
        spool = self.spool()
        end = spool.end
        spool.append(b'"new"')
        spool.append(b'"newer"')
        spool.renumber(above=7, last=120)
        self.assertEqual(b'tapedeck-spool 1 alice/0123456789ab 5\n6 {}\n7 {}\n121 "new"\n122 "newer"\n',
                         self.path.read_bytes())
        self.assertGreater(spool.end, end)
        self.assertEqual([6, 7, 121, 122], [number for number, _ in self.lines(spool)])
        spool.append(b"{}")
        self.assertEqual(123, spool.last_number)

    def test_an_empty_outdated_spool_goes_on_behind_what_the_recorder_has(self):
        spool = self.spool()
        spool.renumber(above=0, last=120)
        self.assertEqual(b"tapedeck-spool 1 alice/0123456789ab 120\n", self.path.read_bytes())
        spool.append(b"{}")
        self.assertEqual([(121, b"{}")], self.lines(spool))


class FullSpoolTests(SpoolTestCase):
    def test_when_full_the_oldest_stay_and_the_numbers_of_new_ones_are_left_out(self):
        spool = self.spool(limit=51)
        self.assertEqual([True] * 10 + [False] * 3, [spool.append(b'{}') for _ in range(13)])
        reader = SpoolReader(spool)
        for _ in range(5):
            reader.peek()
            reader.advance()
        spool.settle(reader.position, 5)
        self.assertTrue(spool.append(b"{}"))
        self.assertEqual([6, 7, 8, 9, 10, 14], [number for number, _ in self.lines(spool)])

    def test_the_header_counts_numbers_left_out(self):
        spool = self.spool(limit=3)
        self.assertFalse(spool.append(b"too long"))
        spool.tidy(0, idle=True)
        self.assertEqual(b"tapedeck-spool 1 alice/0123456789ab 1\n", self.path.read_bytes())

    def test_half_a_line_that_a_full_disk_took_is_cut_off_again(self):
        spool = self.spool()
        spool.append(b"{}")
        write = os.write

        def half(descriptor, data):
            write(descriptor, data[:3])
            raise OSError(28, "No space left on device")

        with patch("tapedeck.spool.os.write", half), self.assertRaises(OSError):
            spool.append(b'"lost"')
        with patch("tapedeck.spool.os.write", half), patch("tapedeck.spool.os.ftruncate", side_effect=OSError("no")):
            with self.assertRaises(OSError):
                spool.append(b'"lost too"')
        spool.append(b'"kept"')
        self.assertEqual(b'tapedeck-spool 1 alice/0123456789ab 0\n1 {}\n4 "kept"\n', self.path.read_bytes())


class FolderTests(TestCase):
    def claim(self, agent="alice"):
        claimed = spool_folder.claim(self.folder, agent, LIMIT)
        for spool in (claimed.own, *claimed.leftovers):
            self.addCleanup(spool.close)
        return claimed

    def test_a_new_spool_is_named_after_agent_and_producer(self):
        spool = self.claim("claude code/ä").own
        self.assertRegex(spool.path.name, r"^claude%20code%2F%C3%A4-[0-9a-f]{12}\.spool$")
        self.assertEqual(spool.path.name, spool.producer.decode().replace("/", "-") + ".spool")

    def test_the_first_free_spool_is_gone_on_with_and_the_others_are_leftovers(self):
        spools = [self.claim().own for _ in range(4)]
        spools.sort(key=lambda spool: spool.path)
        for spool in (spools[0], spools[2], spools[3]):
            spool.close()
        claimed = self.claim()
        self.assertEqual(spools[0].path, claimed.own.path)
        self.assertEqual([spools[2].path, spools[3].path], [spool.path for spool in claimed.leftovers])

    def test_another_agents_spools_are_left_alone(self):
        self.claim("alice-b").own.close()
        self.assertNotEqual(b"alice-b", self.claim("alice").own.producer[:7])

    def test_what_is_no_spool_is_left_alone(self):
        damaged = self.folder / "alice-000000000000.spool"
        damaged.write_text("hello")
        with self.assertLogs("tapedeck", "ERROR"):
            self.assertNotEqual(damaged, self.claim().own.path)
        self.assertEqual("hello", damaged.read_text())

    def test_a_deleted_spool_takes_its_lock_file_with_it(self):
        spool = self.claim().own
        spool.delete()
        self.assertEqual([], list(self.folder.iterdir()))

    def test_a_lock_file_that_was_removed_while_waiting_for_it_excludes_nobody(self):
        path = self.folder / "x.lock"
        first = SpoolLock.acquire(path)
        first.remove()
        second = SpoolLock.acquire(path)
        self.addCleanup(second.release)
        self.assertIsNone(SpoolLock.acquire(path))

    def test_the_lock_of_another_process_holds_until_that_ends(self):
        path = self.folder / "x.lock"
        holder = subprocess.Popen(
            [sys.executable, "-c", "import sys, pathlib\n"
             "from tapedeck.spool_lock import SpoolLock\n"
             "lock = SpoolLock.acquire(pathlib.Path(sys.argv[1]))\nprint(lock is not None, flush=True)\n"
             "sys.stdin.read()",
             str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(holder.wait)
        self.addCleanup(holder.stdin.close)
        self.addCleanup(holder.stdout.close)
        self.addCleanup(holder.kill)
        self.assertEqual(b"True\n", holder.stdout.readline())
        self.assertIsNone(SpoolLock.acquire(path))
        holder.kill()
        holder.wait(DEADLINE)
        lock = SpoolLock.acquire(path)
        self.assertIsNotNone(lock)
        lock.release()
