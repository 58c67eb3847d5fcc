"""What the forms of Meta's channels have in common."""

from typing import Final

from warmline.channels._address import api_address
from warmline.flow.channels import Field

GRAPH: Final = "https://graph.facebook.com"
INSTAGRAM_GRAPH: Final = "https://graph.instagram.com"

VERSION: Final = Field(
    key="version",
    label="Version of the Graph API",
    default="v25.0",
    pattern=r"v\d{1,3}\.\d",
    expected="a version as in v25.0",
    advanced=True,
)

BASE_URL: Final = api_address(GRAPH, "Graph API")


def app_fields(where: str) -> tuple[Field, ...]:
    """The app that webhooks come from; ``where`` its secret is found."""
    return (
        Field(
            key="app_secret",
            label="App secret",
            kind="secret",
            help=f"Proves that webhooks are Meta's. {where}",
        ),
        Field(
            key="verify_token",
            label="Verify token",
            kind="secret",
            pattern=r"\S{8,200}",
            expected="8 to 200 characters without spaces",
            help="Make one up, and put the same one in at Meta beside the webhook's address.",
        ),
        Field(
            key="app_id",
            label="App ID",
            required=False,
            pattern=r"\d{5,20}",
            expected="5 to 20 digits",
            help="With it, the check can tell when the access token ends.",
        ),
    )
