"""ui: one page that asks rag."""
import html
import json
import os
import urllib.error
import urllib.parse
import urllib.request

from xnai.lifecycle import exit_on_term
from xnai.logs import open_log
from xnai.web import Handler, serve

PAGE = """<!doctype html><html lang="en"><title>XNAi</title>
<h1>XNAi</h1><form action="/ask"><label>Question <input name="q" required></label> <button>Ask</button></form>{answer}</html>"""


def ask(question):
    request = urllib.request.Request(
        os.environ["RAG_API_URL"] + "/query",
        data=json.dumps({"query": question}).encode(), headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)["passages"]


def main():
    exit_on_term()
    log = open_log("ui")

    class Page(Handler):
        def do_GET(self):
            url = urllib.parse.urlsplit(self.path)
            question = urllib.parse.parse_qs(url.query).get("q", [""])[0]
            if url.path == "/":
                return self.send(200, PAGE.format(answer=""))
            if url.path != "/ask" or not question:
                return self.send(404, PAGE.format(answer="<p>Nothing here.</p>"))
            try:
                passages = ask(question)
            except (OSError, urllib.error.URLError) as error:
                log.warning("rag does not answer: %s", error)
                return self.send(503, PAGE.format(answer="<p>rag does not answer. Try again once it is healthy.</p>"))
            found = "".join(f"<li>{html.escape(item['text'])} <small>{html.escape(item['source'])}</small></li>" for item in passages)
            return self.send(200, PAGE.format(answer=f"<ol>{found}</ol>" if found else "<p>No passage matches.</p>"))

    log.info("page on 8001")
    serve(8001, Page)


if __name__ == "__main__":
    main()
