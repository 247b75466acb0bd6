"""Answers a query with the best passages of the documentation, by tf-idf."""
import math
import pathlib
import re
from collections import Counter

WORD = re.compile(r"[a-z0-9]+")


def words(text):
    return WORD.findall(text.lower())


class Library:
    def __init__(self, directory):
        self.passages = []
        for file in sorted(pathlib.Path(directory).glob("*.md")):
            for text in file.read_text(encoding="utf-8").split("\n\n"):
                if text.strip() and not text.startswith("#"):
                    self.passages.append((file.name, " ".join(text.split()), Counter(words(text))))
        spread = Counter(word for _, _, counts in self.passages for word in counts)
        self.weight = {word: math.log(1 + len(self.passages) / n) for word, n in spread.items()}

    def search(self, query, limit=3):
        wanted = set(words(query))
        scored = [
            (sum(counts[word] * self.weight[word] for word in wanted & counts.keys()) / math.sqrt(counts.total()), source, text)
            for source, text, counts in self.passages
        ]
        best = sorted((entry for entry in scored if entry[0] > 0), reverse=True)[:limit]
        return [{"score": round(score, 4), "source": source, "text": text} for score, source, text in best]
