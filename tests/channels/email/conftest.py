"""A mailbox for each test."""

import pytest

from tests.channels.email.office import Office
from tests.services import Server


@pytest.fixture
def office(dovecot_server: Server, exim_server: Server) -> Office:
    office = Office(imap=dovecot_server.port, smtp=exim_server.port)
    for whose in (office.address, office.visitor):
        office.box(whose).logout()  # Dovecot makes a mailbox when somebody logs in
    return office
