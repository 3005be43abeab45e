"""The tables of an output folder → one HTML page that needs nothing but itself."""

from pipeline.report.page import ReportError, report

__all__ = ["ReportError", "report"]
