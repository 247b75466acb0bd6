"""mkdocs: the documentation in /workspace/docs as pages on 8000."""
import html
import pathlib
import sys

from xnai.lifecycle import exit_on_term
from xnai.web import Handler, serve

DOCS = pathlib.Path("/workspace/docs")


def render(markdown):
    """Headings and paragraphs: all that the demo's pages use."""
    blocks = (block.strip() for block in markdown.split("\n\n"))
    return "\n".join(
        f"<h1>{html.escape(block.lstrip('# '))}</h1>" if block.startswith("#") else f"<p>{html.escape(block)}</p>"
        for block in blocks if block)


class Docs(Handler):
    def do_GET(self):
        name = self.path.split("?")[0].strip("/") or "index"
        pages = {file.stem: file for file in DOCS.glob("*.md")}
        if name not in pages:
            return self.send(404, "<p>No such page.</p>")
        links = " ".join(f'<a href="/{page}">{page}</a>' for page in sorted(pages))
        body = render(pages[name].read_text(encoding="utf-8"))
        return self.send(200, f'<!doctype html><html lang="en"><title>{name}</title><nav>{links}</nav>{body}</html>')


def main():
    exit_on_term()
    print("mkdocs: serving", DOCS, "on 8000", file=sys.stderr, flush=True)
    serve(8000, Docs)


if __name__ == "__main__":
    main()
