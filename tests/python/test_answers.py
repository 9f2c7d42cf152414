import unittest

from tapedeck.answers import Notice, Refused, Rejected, Stored, Welcome, parse


class AnswerTests(unittest.TestCase):
    def test_each_answer_is_read(self):
        for frames, answer in (
                ([b"WELCOME", b"0"], Welcome(0, ())),
                ([b"WELCOME", b"41", b"3-5", b"9-9"], Welcome(41, ((3, 5), (9, 9)))),
                ([b"STORED", b"42", b"0"], Stored(42)),
                ([b"REJECTED", b"42", b"no JSON"], Rejected(42, "no JSON")),
                ([b"REFUSED", b"HELLO", b"taken"], Refused("HELLO", "taken")),
                ([b"NOTICE", b"hello"], Notice("hello"))):
            with self.subTest(frames):
                self.assertEqual(answer, parse(frames))

    def test_anything_else_is_an_error(self):
        for frames in ([], [b""], [b"WELCOME"], [b"WELCOME", b"-1"], [b"WELCOME", b"1", b"2"], [b"STORED", b"0", b"1"],
                       [b"STORED", b"9" * 1_000_000, b"1"], [b"stored", b"1", b"1"]):
            with self.subTest(repr(frames)[:40]), self.assertRaises(ValueError):
                parse(frames)

    def test_a_welcome_has_everything_up_to_last_but_the_ranges(self):
        welcome = Welcome(10, ((2, 3), (7, 7)))
        self.assertEqual([1, 4, 5, 6, 8, 9, 10], [number for number in range(1, 15) if welcome.has(number)])

    def test_behind_a_full_list_of_ranges_nothing_is_sure(self):
        welcome = Welcome(1000, tuple((2 * n, 2 * n) for n in range(1, 65)))
        self.assertTrue(welcome.has(127))
        self.assertFalse(welcome.has(128))
        self.assertFalse(welcome.has(129))
        self.assertFalse(welcome.has(1000))
