"""An assistant of your own behind Warmline's webhook, with nothing but the standard library.

WEBHOOK_SECRET=whsec_… PORT=8800 python webhook_assistant.py
"""

import base64
import hashlib
import hmac
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))


class Assistant(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode()
        mac = base64.b64encode(hmac.new(KEY, head + body, hashlib.sha256).digest()).decode()
        if not hmac.compare_digest(f"v1,{mac}", self.headers["webhook-signature"]):
            self.send_error(401)
            return
        said = json.loads(body)["message"]["text"]
        answer = {"messages": [f"You said: {said}"], "confidence": 0.9}
        if "refund" in said.lower():
            answer = {"handoff": {"reason": "A refund", "data": {"words": said}}}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())


if __name__ == "__main__":
    where = ("127.0.0.1", int(os.environ.get("PORT", "8800")))
    ThreadingHTTPServer(where, Assistant).serve_forever()
