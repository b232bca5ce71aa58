"""The office's work: sessions are planned, opened with what they carry over, and found again."""
