"""Counts what tapedeck report counts, line by line, as a careful script would."""

import collections
import datetime
import json
import sys

counts = collections.defaultdict(collections.Counter)
totals = collections.Counter()
turns, responses = {}, collections.defaultdict(list)
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        event = json.loads(line)
        metadata = event.get("Metadata") or {}
        speaker, receiver = event.get("SpeakerName") or "unknown", metadata.get("receiver")
        context, text = event.get("ContextId"), event.get("Timestamp") or ""
        tags = event.get("shl_tags") or metadata.get("shl_tags") or ()
        try:
            time = datetime.datetime.fromisoformat(text)
            time = time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)
            counts["hours"][time.hour] += 1
        except ValueError:
            time = None
        counts["timeline"][text[:10]] += 1
        counts["speakers"][speaker] += 1
        counts["contexts"][context] += 1
        counts["shl_tags"].update(tags)
        counts["keywords"].update(event.get("keywords") or metadata.get("keywords") or ())
        counts["message_types"][metadata.get("message_type")] += 1
        counts["chain_types"][event.get("chain_type") or metadata.get("chain_type")] += 1
        counts["ace_tiers"][event.get("ace_tier") or metadata.get("ace_tier")] += 1
        if receiver:
            counts["receivers"][receiver] += 1
            counts["pairs"][speaker, receiver] += 1
        totals["events"] += 1
        totals["messages"] += metadata.get("original_message_count", 1)
        totals["with_hash"] += "content_hash" in metadata
        if not metadata.get("word_count"):
            totals["empty"] += 1
        elif speaker != "unknown":
            before, at = turns.get(context, (None, None))
            if before not in (None, speaker) and time and at and time >= at:
                responses[before, speaker].append((time - at).total_seconds())
            turns[context] = (speaker, time)
            totals["questions"] += "@Question-Open" in tags
            totals["decisions"] += "@Decision-Made" in tags
print(totals, {pair: sum(times) / len(times) for pair, times in responses.items()})
print({name: counter.most_common(20) for name, counter in counts.items()})
