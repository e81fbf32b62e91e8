// Takes a connection string; needs queues "node" and "node-sessions" (with sessions) and topic
// "node-events" with subscription "all". Ends with 0 if everything was as the real service has it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The client is installed beside the build's output, not beside this file.
const require = createRequire(pathToFileURL(process.cwd() + "/"));
const { ServiceBusClient } = require("@azure/service-bus");

const client = new ServiceBusClient(process.argv[2]);

async function one(receiver) {
  const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 10_000 });
  assert.ok(message, "nothing came");
  return message;
}

const scenarios = {
  async "send, receive, complete"() {
    await client.createSender("node").sendMessages({ messageId: "m1", body: "hello" });
    const receiver = client.createReceiver("node");
    const message = await one(receiver);
    assert.equal(message.body, "hello");
    await receiver.completeMessage(message);
    assert.deepEqual(await receiver.peekMessages(1), []);
  },

  async "an empty queue ends the wait"() {
    const receiver = client.createReceiver("node");
    assert.deepEqual(await receiver.receiveMessages(1, { maxWaitTimeInMs: 500 }), []);
    await receiver.close();
  },

  async "schedule, cancel, peek"() {
    const sender = client.createSender("node");
    const due = new Date(Date.now() + 1500);
    const numbers = await sender.scheduleMessages(
      [{ messageId: "cancelled", body: 1 }, { messageId: "scheduled", body: 2 }],
      due,
    );
    await sender.cancelScheduledMessages(numbers[0]);
    const receiver = client.createReceiver("node");
    const peeked = await receiver.peekMessages(5);
    assert.deepEqual(peeked.map((message) => message.messageId), ["scheduled"]);
    const message = await one(receiver);
    assert.equal(message.messageId, "scheduled");
    assert.ok(Date.now() >= due.getTime());
    await receiver.renewMessageLock(message);
    await receiver.completeMessage(message);
  },

  async "abandon, defer, dead-letter"() {
    await client.createSender("node").sendMessages({ messageId: "m2", body: "x" });
    const receiver = client.createReceiver("node");
    await receiver.abandonMessage(await one(receiver), { tried: "once" });
    const again = await one(receiver);
    assert.equal(again.deliveryCount, 1);
    assert.equal(again.applicationProperties.tried, "once");
    await receiver.deferMessage(again);
    const [deferred] = await receiver.receiveDeferredMessages(again.sequenceNumber);
    await receiver.deadLetterMessage(deferred, {
      deadLetterReason: "bad",
      deadLetterErrorDescription: "quite bad",
    });
    const deadLetters = client.createReceiver("node", { subQueueType: "deadLetter" });
    const dead = await one(deadLetters);
    assert.equal(dead.deadLetterReason, "bad");
    await deadLetters.completeMessage(dead);
  },

  async "topics and rules"() {
    await client.createSender("node-events").sendMessages([
      { messageId: "t1", body: "a" },
      { messageId: "t2", body: "b" },
    ]);
    const receiver = client.createReceiver("node-events", "all");
    for (const body of ["a", "b"]) {
      const message = await one(receiver);
      assert.equal(message.body, body);
      await receiver.completeMessage(message);
    }
  },

  async "rules"() {
    const rules = client.createRuleManager("node-events", "all");
    await rules.createRule("urgent", { subject: "urgent", applicationProperties: { level: 3 } });
    await rules.createRule("big", { sqlExpression: "size > 10 AND sys.To IS NULL" });
    await rules.deleteRule("$Default");
    const found = {};
    for await (const rule of rules.listRules()) {
      found[rule.name] = rule.filter;
    }
    assert.deepEqual(Object.keys(found), ["urgent", "big"]);
    assert.equal(found.urgent.subject, "urgent");
    assert.deepEqual(found.urgent.applicationProperties, { level: 3 });
    assert.equal(found.big.sqlExpression, "size > 10 AND sys.To IS NULL");
    await client.createSender("node-events").sendMessages([
      { messageId: "r1", body: 1, subject: "urgent", applicationProperties: { level: 3 } },
      { messageId: "r2", body: 2, subject: "urgent", applicationProperties: { level: 4 } },
      { messageId: "r3", body: 3, applicationProperties: { size: 10.5 } },
      { messageId: "r4", body: 4, to: "somebody", applicationProperties: { size: 11 } },
    ]);
    const chosen = await client.createReceiver("node-events", "all").peekMessages(10);
    assert.deepEqual(chosen.map((message) => message.messageId), ["r1", "r3"]);
  },

  async "sessions"() {
    await client.createSender("node-sessions").sendMessages([
      { messageId: "s1", body: 1, sessionId: "a" },
      { messageId: "s2", body: 2, sessionId: "b" },
    ]);
    const named = await client.acceptSession("node-sessions", "b");
    const message = await one(named);
    assert.equal(message.messageId, "s2");
    await named.setSessionState("half way");
    assert.equal(String(await named.getSessionState()), "half way");
    await named.renewSessionLock();
    await named.completeMessage(message);
    const next = await client.acceptNextSession("node-sessions");
    assert.equal(next.sessionId, "a");
    await next.completeMessage(await one(next));
  },

  async "an unknown entity"() {
    await assert.rejects(client.createSender("nowhere").sendMessages({ body: 1 }), {
      code: "MessagingEntityNotFound",
    });
  },
};

for (const [name, scenario] of Object.entries(scenarios)) {
  await scenario();
  console.log("ok:", name);
}
await client.close();
