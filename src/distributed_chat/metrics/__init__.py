"""Figures for an operator: plain numbers where things happen, written down only when they are asked for."""

from distributed_chat.metrics.figures import Figure, Histogram, text_of
from distributed_chat.metrics.process import Process, process_figures

__all__ = ["Figure", "Histogram", "Process", "process_figures", "text_of"]
