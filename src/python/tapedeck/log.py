"""Where the client reports what the agent should not be bothered with."""
import logging

logger = logging.getLogger("tapedeck")
