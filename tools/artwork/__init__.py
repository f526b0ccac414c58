"""Original demo pictures: products drawn as SVG by kind, theme and view, and rendered.

No mark of any Games, committee or country is drawn: motifs are geometric and our own, and the only
words are names of places with invented lines.
"""
