"""An officer at the console, over HTTP."""

import re
from dataclasses import dataclass

from fastapi.testclient import TestClient
from httpx import Response

CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@dataclass
class Officer:
    browser: TestClient

    def opens(self, path: str) -> Response:
        return self.browser.get(f"/staff/{path}")

    def csrf(self, path: str = "password") -> str:
        """The token in the forms of a page."""
        found = CSRF.search(self.opens(path).text)
        assert found
        return found[1]

    def sends(self, path: str, form: str = "password", **fields: object) -> Response:
        """Send a form as the page `form` would, with its token unless another is given."""
        files = {"file": fields.pop("file")} if "file" in fields else None
        data = {"csrf": self.csrf(form), **fields} if "csrf" not in fields else fields
        return self.browser.post(f"/staff/{path}", data=data, files=files)  # type: ignore[arg-type]

    def logs_in(self, name: str, password: str) -> Response:
        return self.sends("login", "login", name=name, password=password)
