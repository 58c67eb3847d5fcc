"""Any operator names a push service; what the owner opened for admins is not theirs by that."""

from tests.notifiers.standins import Browser, Said, service
from tests.web.conftest import serving
from warmline.settings import Settings

INSIDE = {"networks": ["127.0.0.0/8"]}


async def test_a_push_reaches_no_network_that_was_opened_for_services_of_admins(tmp_path):
    async with (
        service(lambda _: Said(201)) as inner,
        serving(Settings(data=tmp_path, port=0, external=INSIDE)) as server,
    ):
        await server.login()
        oscar = await server.login("oscar", "operator")
        keys = Browser().keys
        plain = {"endpoint": f"{inner.url}/push", "keys": keys}
        assert (await oscar.post("/api/operator/push", json=plain)).status_code == 422
        sealed = {"endpoint": f"{inner.url}/push".replace("http:", "https:"), "keys": keys}
        assert (await oscar.post("/api/operator/push", json=sealed)).status_code == 200
        tried = await oscar.post("/api/operator/notices/test", json={"way": "push"})
        assert "may not go" in tried.json()["answer"]
        assert inner.asked == []
