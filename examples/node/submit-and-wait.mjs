// Sends a request and waits for its result, on a subscription that hears of its job only:
// node submit-and-wait.mjs REQUEST SUBSCRIPTION, with SERVICEBUS_CONNECTION_STRING set.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ServiceBusClient } from "@azure/service-bus";

const QUEUE = "provisioning-requests";
const TOPIC = "provisioning-events";
const FINAL = /^io\.poolwright\.job\.(succeeded|failed|rejected|cancelled)\.v1$/;

const [file, subscription] = process.argv.slice(2);
const body = readFileSync(file);
const { jobId } = JSON.parse(body);
const client = new ServiceBusClient(process.env.SERVICEBUS_CONNECTION_STRING);

async function hearOnlyOfTheJob() {
  const rules = client.createRuleManager(TOPIC, subscription);
  const names = [];
  for await (const rule of rules.listRules()) {
    names.push(rule.name);
  }
  for (const name of names) {
    await rules.deleteRule(name);
  }
  await rules.createRule("job", { correlationId: jobId });
}

async function submit() {
  const traceparent = process.env.TRACEPARENT;
  await client.createSender(QUEUE).sendMessages({
    body,
    contentType: "application/json",
    correlationId: jobId,
    // Follows from the content: the same request sent twice is dropped by the queue.
    messageId: `${jobId}/${createHash("sha256").update(body).digest("hex").slice(0, 8)}`,
    applicationProperties: traceparent ? { traceparent } : {},
  });
}

async function result() {
  const receiver = client.createReceiver(TOPIC, subscription);
  const seen = new Set();
  for await (const message of receiver.getMessageIterator()) {
    const { "cloudEvents:type": type, "cloudEvents:id": id } = message.applicationProperties;
    await receiver.completeMessage(message);
    // A subscription may still hold what came before the rule; and events come at least once.
    if (message.correlationId === jobId && !seen.has(id)) {
      seen.add(id);
      console.log(type, JSON.stringify(message.body));
      if (FINAL.test(type)) {
        return type;
      }
    }
  }
}

await hearOnlyOfTheJob();
await submit();
const last = await result();
await client.close();
process.exit(last === "io.poolwright.job.succeeded.v1" ? 0 : 1);
