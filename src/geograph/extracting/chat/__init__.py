"""An extractor that asks a chat endpoint of the OpenAI kind (vLLM, llama.cpp, Ollama and others)."""

from __future__ import annotations

from geograph.extracting.chat.extractor import ChatExtractor, make_chat

__all__ = ["ChatExtractor", "make_chat"]
