"""The producer's side of the acknowledged protocol, against a recorder that the test plays."""
import subprocess
import sys

import zmq

from support import QUICK, TestCase, eventually
from tapedeck import Agent, Curve, Pauses

PATIENT = Pauses(refused=0.05, refused_limit=0.1, tidy=0.02)


def note(text):
    return {"from": "alice", "content": text, "timestamp": "2026-11-22T09:00:00Z"}


class RecordingTests(TestCase):
    def record(self, agent, *texts):
        for text in texts:
            agent.record(note(text))

    def welcomed(self, **options):
        """An agent and a recorder that know each other, and the agent's identity at the recorder."""
        recorder = self.recorder()
        agent = self.recording_agent(recorder, **{"pauses": PATIENT, **options})
        identity, _ = recorder.welcome()
        eventually(lambda: agent.stats().connected)
        return agent, recorder, identity

    def test_hello_names_the_producer_of_the_spool(self):
        recorder = self.recorder()
        self.recording_agent(recorder)
        _, producer = recorder.hello()
        self.assertRegex(producer, b"^alice/[0-9a-f]{12}$")
        self.assertEqual(b"tapedeck-spool 1 " + producer + b" 0\n", self.spool_text())

    def test_nothing_is_sent_before_welcome(self):
        recorder = self.recorder()
        agent = self.recording_agent(recorder, pauses=PATIENT)
        self.record(agent, "a", "b")
        identity, _ = recorder.hello()
        self.assertFalse(recorder.has_request(50))
        recorder.answer(identity, b"WELCOME", b"0")
        self.assertEqual([(1, note("a")), (2, note("b"))], recorder.records(2))

    def test_observations_are_sent_on_without_waiting_for_answers(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, *map(str, range(500)))
        self.assertEqual(list(range(1, 501)), recorder.numbers(500))
        self.assertEqual(500, agent.stats().pending)
        recorder.stored_up_to(identity, 500)
        self.assertTrue(agent.flush(5))

    def test_one_stored_covers_everything_before_it(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, "a", "b", "c")
        recorder.records(3)
        recorder.stored_up_to(identity, 2)
        eventually(lambda: agent.stats().stored == 2)
        self.assertFalse(agent.flush(0))
        recorder.stored_up_to(identity, 3)
        self.assertTrue(agent.flush(5))
        self.assertEqual((3, 3, 0), (agent.stats().recorded, agent.stats().stored, agent.stats().pending))

    def test_when_everything_is_stored_the_spool_is_emptied(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, "a")
        recorder.records(1)
        self.assertIn(b"\n1 {", self.spool_text())
        recorder.stored_up_to(identity, 1)
        eventually(lambda: self.spool_text().endswith(b" 1\n") and self.spool_text().count(b"\n") == 1)

    def test_a_rejected_observation_is_forgotten_alone_and_told(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, "a", "b", "c")
        recorder.records(3)
        with self.assertLogs("tapedeck", "WARNING"):
            recorder.answer(identity, b"REJECTED", b"2", b"no message")
            eventually(lambda: agent.stats().rejected == 1)
        self.assertEqual(2, agent.stats().pending)
        self.assertIn("no message", agent.stats().last_error)
        recorder.stored_up_to(identity, 3)
        self.assertTrue(agent.flush(5))
        self.assertEqual((2, 1), (agent.stats().stored, agent.stats().rejected))

    def test_everything_rejected_counts_as_flushed(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, "a")
        recorder.records(1)
        recorder.answer(identity, b"REJECTED", b"1", b"no message")
        self.assertTrue(agent.flush(5))

    def test_after_a_refused_record_hello_comes_once_and_then_everything_again(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, "a", "b", "c")
        recorder.records(3)
        for _ in range(3):
            recorder.answer(identity, b"REFUSED", b"RECORD", b"say HELLO first")
        recorder.welcome(1)
        self.assertEqual([2, 3], recorder.numbers(2))
        self.assertFalse(recorder.has_request(50))

    def test_refused_again_and_again_it_pauses(self):
        agent, recorder, identity = self.welcomed(pauses=Pauses(refused=60))
        self.record(agent, "a")
        recorder.records(1)
        recorder.answer(identity, b"REFUSED", b"RECORD", b"say HELLO first")
        recorder.welcome()
        recorder.records(1)
        recorder.answer(identity, b"REFUSED", b"RECORD", b"no")
        eventually(lambda: "refuses observations" in (agent.stats().last_error or ""))
        self.assertFalse(recorder.has_request(50))

    def test_cut_off_again_and_again_with_nothing_stored_it_pauses(self):
        agent, recorder, _ = self.welcomed(pauses=Pauses(refused=60))
        agent.record(note("too much"))
        recorder.records(1)
        recorder.stop()
        recorder.start()
        recorder.welcome()
        recorder.records(1)
        recorder.stop()
        recorder.start()
        eventually(lambda: "stores nothing" in (agent.stats().last_error or ""))
        self.assertFalse(recorder.has_request(50))

    def test_a_recorder_that_died_gets_again_what_it_lost(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, "a", "b", "c")
        recorder.records(3)
        recorder.stored_up_to(identity, 1)
        eventually(lambda: agent.stats().stored == 1)
        recorder.stop()
        eventually(lambda: not agent.stats().connected)
        self.record(agent, "d")
        recorder.start()
        recorder.welcome(1)
        self.assertEqual([(2, note("b")), (3, note("c")), (4, note("d"))], recorder.records(3))

    def test_a_recorder_that_dies_time_and_again_stores_everything_once(self):
        recorder = self.recorder()
        agent = self.recording_agent(recorder)
        for round_ in range(5):
            self.record(agent, *(f"{round_} {n}" for n in range(200)))
            recorder.serve(until=lambda: agent.stats().stored >= 200 * round_ + 50)
            recorder.stop()
            recorder.start()
        recorder.serve(until=lambda: agent.stats().pending == 0)
        self.assertEqual([f"{r} {n}" for r in range(5) for n in range(200)],
                         [message["content"] for message in recorder.messages()])

    def test_only_what_welcome_misses_is_sent_again(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, *map(str, range(1, 11)))
        recorder.records(10)
        recorder.answer(identity, b"REFUSED", b"RECORD", b"say HELLO first")
        identity, _ = recorder.welcome(8, b"2-3", b"6-6")
        self.assertEqual([2, 3, 6, 9, 10], recorder.numbers(5))
        eventually(lambda: agent.stats().stored == 5)
        recorder.stored_up_to(identity, 10)
        self.assertTrue(agent.flush(5))
        self.assertEqual(10, agent.stats().stored)

    def test_silence_is_broken_with_hello_and_a_slow_recorder_gets_nothing_twice(self):
        agent, recorder, identity = self.welcomed(pauses=QUICK)
        self.record(agent, "a", "b")
        recorder.records(2)
        recorder.hello()
        recorder.hello()
        recorder.stored_up_to(identity, 2)
        recorder.answer(identity, b"WELCOME", b"2")
        recorder.answer(identity, b"WELCOME", b"2")
        self.assertTrue(agent.flush(5))
        self.record(agent, "c")
        self.assertEqual([3], recorder.numbers(1))

    def test_a_hello_without_an_answer_is_said_again(self):
        recorder = self.recorder()
        self.recording_agent(recorder)
        recorder.hello()
        recorder.hello()

    def test_after_a_refused_hello_it_connects_anew_and_tells(self):
        recorder = self.recorder()
        agent = self.recording_agent(recorder)
        first, producer = recorder.hello()
        recorder.answer(first, b"REFUSED", b"HELLO", b"another connection speaks for it")
        second, again = recorder.welcome()
        self.assertNotEqual(first, second)
        self.assertEqual(producer, again)
        self.assertIn("another connection speaks for it", agent.stats().last_error)

    def test_at_most_10_000_are_unanswered(self):
        agent, recorder, identity = self.welcomed()
        for _ in range(10_005):
            agent.record({"from": "alice", "timestamp": "t"})
        recorder.records(10_000)
        self.assertFalse(recorder.has_request(50))
        recorder.stored_up_to(identity, 3)
        self.assertEqual([10_001, 10_002, 10_003], recorder.numbers(3))

    def test_at_most_4_mib_are_unanswered_and_a_larger_one_goes_alone(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, "x" * (5 << 20), "y" * (3 << 20), "z" * (3 << 20))
        self.assertEqual([1], recorder.numbers(1))
        self.assertFalse(recorder.has_request(50))
        recorder.stored_up_to(identity, 1)
        self.assertEqual([2], recorder.numbers(1))
        self.assertFalse(recorder.has_request(50))
        recorder.stored_up_to(identity, 2)
        self.assertEqual([3], recorder.numbers(1))

    def test_a_full_spool_leaves_numbers_out_and_the_gap_shows(self):
        recorder = self.recorder()
        agent = self.recording_agent(recorder, spool_limit=400)
        with self.assertLogs("tapedeck", "WARNING") as logs:
            self.record(agent, *"abcdefghij")
        self.assertEqual(1, len([line for line in logs.output if "full" in line]), "told once")
        kept = agent.stats().recorded
        self.assertEqual(10, kept + agent.stats().dropped)
        recorder.serve(until=lambda: agent.stats().pending == 0)
        self.record(agent, "k")
        recorder.serve(until=lambda: agent.stats().pending == 0)
        [numbers] = recorder.stored.values()
        self.assertEqual([*range(1, kept + 1), 11], sorted(numbers))

    def test_what_a_recorder_says_that_is_no_answer_does_no_harm(self):
        agent, recorder, identity = self.welcomed()
        self.record(agent, "a")
        recorder.records(1)
        for frames in ([b""], [b"STORED"], [b"STORED", b"9" * 100_000, b"1"], [b"\xff", b"\xfe"], [b"NOTICE", b"hello"],
                       [b"REFUSED", b"DANCE", b"unknown verb"], [b"REJECTED", b"77", b"never sent"]):
            recorder.answer(identity, *frames)
        recorder.stored_up_to(identity, 1)
        self.assertTrue(agent.flush(5))
        self.assertTrue(agent.stats().connected)


class RestartTests(TestCase):
    """The agent's process ends; the next one goes on."""

    def left_spool(self, recorder, *texts):
        """What a process leaves that recorded these and was killed."""
        with Agent("alice", publish=None, subscribe=None, record_to=recorder.endpoint, spool=self.folder,
                   close_timeout=0) as agent:
            for text in texts:
                agent.record(note(text))

    def test_the_next_process_sends_what_the_last_one_spooled(self):
        recorder = self.recorder()
        nowhere = self.recorder()
        nowhere.stop()
        self.left_spool(nowhere, "a", "b")
        agent = self.recording_agent(recorder)
        agent.record(note("c"))
        recorder.serve(until=lambda: agent.stats().pending == 0)
        self.assertEqual(["a", "b", "c"], [message["content"] for message in recorder.messages()])
        self.assertEqual(1, len(recorder.stored))

    def test_a_killed_process_loses_nothing(self):
        recorder = self.recorder()
        nowhere = self.recorder()
        nowhere.stop()
        killed = subprocess.Popen(
            [sys.executable, "-c", "import sys\nfrom tapedeck import Agent\n"
             "agent = Agent('alice', publish=None, subscribe=None, record_to=sys.argv[1], spool=sys.argv[2])\n"
             "for n in range(100): agent.record({'from': 'alice', 'content': str(n)})\n"
             "print(flush=True)\nsys.stdin.read()", nowhere.endpoint, str(self.folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        killed.stdout.readline()
        killed.kill()
        killed.communicate()
        agent = self.recording_agent(recorder)
        recorder.serve(until=lambda: agent.stats().pending == 0)
        self.assertEqual([str(n) for n in range(100)], [message["content"] for message in recorder.messages()])

    def test_leftover_spools_are_sent_on_each_by_a_connection_of_its_own_and_deleted(self):
        recorder = self.recorder()
        header = "tapedeck-spool 1 alice/{0} 6\n7 {{\"from\":\"alice\",\"content\":\"{0}\"}}\n"
        ids = ["00000000000a", "00000000000b", "00000000000c"]
        for identity in ids:
            (self.folder / f"alice-{identity}.spool").write_text(header.format(identity))
        agent = self.recording_agent(recorder)
        self.assertEqual(3, agent.stats().pending)
        hellos = [recorder.hello() for _ in ids]
        self.assertEqual(3, len({identity for identity, _ in hellos}))
        self.assertEqual({f"alice/{identity}".encode() for identity in ids}, {producer for _, producer in hellos})
        for identity, _ in hellos:
            recorder.answer(identity, b"WELCOME", b"6")
        self.assertEqual([7, 7, 7], recorder.numbers(3))
        for identity, producer in hellos:
            recorder.stored_up_to(identity, 7)
        self.assertTrue(agent.flush(5))
        self.assertEqual([self.folder / "alice-00000000000a.spool", self.folder / "alice-00000000000a.spool.lock"],
                         sorted(self.folder.iterdir()))

    def test_two_processes_of_one_agent_have_a_spool_each(self):
        recorder = self.recorder()
        self.recording_agent(recorder)
        self.recording_agent(recorder)
        self.assertNotEqual(recorder.hello()[1], recorder.hello()[1])
        self.assertEqual(2, len(self.spools()))

    def test_a_spool_older_than_what_the_recorder_has_uses_no_number_twice(self):
        (self.folder / "alice-00000000000a.spool").write_text("tapedeck-spool 1 alice/00000000000a 5\n")
        recorder = self.recorder()
        agent = self.recording_agent(recorder, pauses=PATIENT)
        agent.record(note("new"))
        recorder.welcome(8)
        self.assertEqual([(9, note("new"))], recorder.records(1))

    def test_a_damaged_line_is_left_out_and_told(self):
        (self.folder / "alice-00000000000a.spool").write_text(
            'tapedeck-spool 1 alice/00000000000a 0\n1 {"content":"a"}\n\0\0\0\n3 {"content":"c"}\n')
        recorder = self.recorder()
        agent = self.recording_agent(recorder)
        recorder.serve(until=lambda: agent.stats().pending == 0)
        self.assertEqual([{"content": "a"}, {"content": "c"}], recorder.messages())
        self.assertEqual(1, agent.stats().dropped)
        self.assertIn("damaged", agent.stats().last_error)


class CurveTests(TestCase):
    def setUp(self):
        super().setUp()
        self.server = zmq.curve_keypair()
        self.client = zmq.curve_keypair()
        self.secured = self.recorder(curve=self.server)

    def test_with_the_right_keys_it_is_welcome(self):
        agent = self.recording_agent(self.secured, curve=Curve(self.server[0], self.client))
        agent.record(note("a"))
        self.secured.serve(until=lambda: agent.stats().stored == 1)

    def test_with_a_wrong_server_key_it_does_not_connect_and_tells(self):
        agent = self.recording_agent(self.secured, curve=Curve(zmq.curve_keypair()[0], self.client))
        agent.record(note("a"))
        eventually(lambda: "no CURVE handshake" in (agent.stats().last_error or ""))
        self.assertFalse(self.secured.has_request())
        self.assertEqual(1, agent.stats().pending)

    def test_keys_are_read_from_certificates(self):
        import zmq.auth
        public, secret = zmq.auth.create_certificates(self.folder, "alice")
        key = zmq.auth.load_certificate(secret)
        self.assertEqual(Curve(key[0], key), Curve.load(public, secret))
        with self.assertRaisesRegex(ValueError, "no secret key"):
            Curve.load(public, public)
        self.assertNotIn(key[1].decode(), repr(Curve.load(public, secret)))

    def test_a_key_of_another_length_is_an_error(self):
        with self.assertRaises(ValueError):
            Curve(b"short", self.client)
