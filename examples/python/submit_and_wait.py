"""Sends a request and waits for its result, on a subscription that hears of its job only.

submit_and_wait.py REQUEST SUBSCRIPTION, with SERVICEBUS_CONNECTION_STRING set.
Needs Apache Qpid Proton: apt-get install python3-qpid-proton.
"""

import json
import os
import re
import sys
import zlib

from proton import Message
from proton.reactor import ReceiverOption
from proton.utils import BlockingConnection

QUEUE = "provisioning-requests"
TOPIC = "provisioning-events"
FINAL = re.compile(r"io\.poolwright\.job\.(succeeded|failed|rejected|cancelled)\.v1")
PATIENCE_SECONDS = 600


def connect(connection_string):
    parts = dict(part.split("=", 1) for part in connection_string.strip(";").split(";"))
    host = parts["Endpoint"].removeprefix("sb://").rstrip("/")
    if parts.get("UseDevelopmentEmulator") == "true":
        return BlockingConnection(f"amqp://{host}", timeout=30, allowed_mechs="ANONYMOUS")
    return BlockingConnection(
        f"amqps://{host}",
        timeout=30,
        allowed_mechs="PLAIN",
        user=parts["SharedAccessKeyName"],
        password=parts["SharedAccessKey"],
    )


class RepliesTo(ReceiverOption):
    """Where the broker is to send replies."""

    def apply(self, receiver):
        receiver.target.address = "replies"


def hear_only_of(connection, subscription, job):
    """Replaces the subscription's rules by one that lets the events of this job through."""
    node = f"{subscription}/$management"
    replies = connection.create_receiver(node, credit=5, options=RepliesTo())
    requests = connection.create_sender(node)

    def status_of(operation, body):
        properties = {"operation": f"com.microsoft:{operation}"}
        requests.send(Message(id=operation, reply_to="replies", properties=properties, body=body))
        return replies.receive(timeout=30).properties["statusCode"]

    for rule in ("$Default", "job"):
        status_of("remove-rule", {"rule-name": rule})  # it need not be there
    description = {"correlation-filter": {"correlation-id": job}}
    status = status_of("add-rule", {"rule-name": "job", "rule-description": description})
    if status != 200:
        raise SystemExit(f"the rule was refused: {status}")
    requests.close()
    replies.close()


def submit(connection, job, body):
    traceparent = os.environ.get("TRACEPARENT")
    connection.create_sender(QUEUE).send(
        Message(
            # Follows from the content: the same request sent twice is dropped by the queue.
            id=f"{job}/{zlib.crc32(body):08x}",
            correlation_id=job,
            content_type="application/json",
            properties={"traceparent": traceparent} if traceparent else None,
            body=body,
            inferred=True,
        )
    )


def result(connection, subscription, job):
    receiver = connection.create_receiver(subscription, credit=10)
    seen = set()
    while True:
        message = receiver.receive(timeout=PATIENCE_SECONDS)
        receiver.accept()
        kind = message.properties["cloudEvents:type"]
        # A subscription may still hold what came before the rule; and events come at least once.
        if message.correlation_id == job and message.id not in seen:
            seen.add(message.id)
            print(kind, bytes(message.body).decode(), flush=True)
            if FINAL.fullmatch(kind):
                return kind


def main():
    request, subscription = sys.argv[1:]
    with open(request, "rb") as file:
        body = file.read()
    job = json.loads(body)["jobId"]
    source = f"{TOPIC}/Subscriptions/{subscription}"
    connection = connect(os.environ["SERVICEBUS_CONNECTION_STRING"])
    try:
        hear_only_of(connection, source, job)
        submit(connection, job, body)
        return 0 if "succeeded" in result(connection, source, job) else 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
