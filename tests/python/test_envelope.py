import json
import unittest

from tapedeck import Message
from tapedeck.envelope import broker_envelope, flat, new_message_id, observation, to_json
from tapedeck.message import one_line


def parsed(content):
    return Message.parse(b"bob", json.dumps({"message_id": 7, "from": "alice", "content": content}).encode())


class EnvelopeTests(unittest.TestCase):
    def test_ids_are_agent_milliseconds_and_something_unique(self):
        ids = {new_message_id("claude_code") for _ in range(1000)}
        self.assertEqual(1000, len(ids))
        self.assertRegex(ids.pop(), r"^claude_code_\d{13}_[0-9a-f]{12}$")

    def test_a_text_becomes_an_object_with_message(self):
        envelope = json.loads(broker_envelope("m-1", "alice", "bob", "hello", "request", "HIGH", "c-1", {"k": 1}))
        self.assertRegex(envelope.pop("timestamp"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
        self.assertEqual(
            {"message_id": "m-1", "from": "alice", "to": "bob", "type": "request", "priority": "HIGH",
             "content": {"message": "hello"}, "context_id": "c-1", "metadata": {"k": 1}}, envelope)

    def test_what_is_not_given_is_left_out(self):
        envelope = json.loads(broker_envelope("m-1", "alice", "bob", {"x": 1}, "message", "NORMAL", None, None))
        self.assertEqual({"x": 1}, envelope["content"])
        self.assertNotIn("context_id", envelope)
        self.assertNotIn("metadata", envelope)

    def test_an_observation_keeps_the_message_as_it_is(self):
        payload = observation("received", "bob", b'{"message_id": 1.0,  "from":"alice"}')
        self.assertIn(b'"message":{"message_id": 1.0,  "from":"alice"}}', payload)
        self.assertEqual("bob", json.loads(payload)["agent"])
        self.assertEqual("received", json.loads(payload)["event_type"])

    def test_a_flat_message_gets_a_timestamp_only_if_it_has_none(self):
        self.assertIn("timestamp", json.loads(flat({"from": "alice"})))
        self.assertEqual({"timestamp": "then"}, json.loads(flat({"timestamp": "then"})))
        self.assertEqual({"Timestamp": "then"}, json.loads(flat({"Timestamp": "then"})))

    def test_json_is_one_line_of_utf8_whatever_the_text(self):
        for text in ("umlaut ä", "line\nfeed", "\u2028", "\ud800 half a pair"):
            with self.subTest(text):
                written = to_json({"text": text})
                self.assertNotIn(b"\n", written)
                self.assertEqual(text, json.loads(written.decode("utf-8"))["text"])

    def test_what_json_cannot_hold_is_an_error_of_the_caller(self):
        for value in (float("nan"), object()):
            with self.assertRaises((ValueError, TypeError)):
                to_json({"value": value})


class MessageTests(unittest.TestCase):
    def test_the_text_is_found_in_every_kind_of_content(self):
        for content, text in (({"message": "a", "b": "c"}, "a"), ("a", "a"), ({"x": "a", "n": 1, "y": "b"}, "a b"),
                              (None, ""), ([1], "")):
            with self.subTest(content):
                self.assertEqual(text, parsed(content).text)

    def test_what_the_sender_left_out_is_none(self):
        message = Message.parse(b"bob", b'{"content":"x"}')
        self.assertEqual(("", "unknown", None, None, "bob"),
                         (message.id, message.sender, message.to, message.type, message.topic))

    def test_a_number_as_id_is_text(self):
        self.assertEqual("7", parsed("x").id)

    def test_what_is_no_json_object_is_an_error(self):
        for payload in (b"", b"[]", b"\xff{}", b"{", b"[" * 100_000):
            with self.subTest(payload[:10]), self.assertRaises(ValueError):
                Message.parse(b"bob", payload)

    def test_a_message_of_several_lines_becomes_one(self):
        payload = json.dumps({"content": {"message": "a\nb"}}, indent=2).encode()
        self.assertNotIn(b"\n", one_line(payload))
        self.assertEqual(json.loads(payload), json.loads(one_line(payload)))
