"""LanguageTool behind one door: found, started, asked and ended here, and nowhere else."""
