"""An agent's connection to other agents and to Tapedeck, the recorder that keeps every message."""
from .agent import Agent
from .curve import Curve
from .message import Message
from .pauses import Pauses
from .stats import Stats

__all__ = ["Agent", "Curve", "Message", "Pauses", "Stats"]
