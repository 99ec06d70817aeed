"""Figures for officials: counts alone, nobody is in them."""
