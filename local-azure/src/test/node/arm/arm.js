// Microsoft's management clients for Node against the simulator: creates, waits, lists and deletes,
// and prints what it saw as one line of JSON.
//
// usage: node arm.js <endpoint> <subscription> <group> <vhd>
import batch from "@azure/arm-batch";
import { ComputeManagementClient } from "@azure/arm-compute";
import * as storage from "@azure/arm-storage";

const [endpoint, subscription, group, vhd] = process.argv.slice(2);
const account = "poolwrightbatch";
const gallery = "poolwright_gallery";
const definition = "ubuntu-2204-gen2";

const credential = {
  getToken: async () => ({ token: "local", expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const options = { endpoint, allowInsecureConnection: true };
const quickly = { updateIntervalInMs: 50 };

// The bearer policy insists on https; the simulator does not look at tokens.
function open(Client) {
  const client = new Client(credential, subscription, options);
  client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
  return client;
}

async function names(pages) {
  const found = [];
  for await (const item of pages) {
    found.push(item.name);
  }
  return found.sort();
}

const pools = open(batch.BatchManagementClient);
const compute = open(ComputeManagementClient);
const accounts = open(storage.StorageManagementClient);
const seen = {};

const location = "westeurope";
const storageAccount = (await accounts.storageAccounts.getProperties(group, "poolwrightlocal")).id;
const version = await compute.galleryImageVersions
  .createOrUpdate(group, gallery, definition, "3.1.4", {
    location,
    storageProfile: { osDiskImage: { source: { uri: vhd, storageAccountId: storageAccount } } },
    publishingProfile: { targetRegions: [{ name: location }, { name: "northeurope" }] },
  }, quickly);
seen.version = version.provisioningState;
const expanded = await compute.galleryImageVersions.get(group, gallery, definition, "3.1.4", {
  expand: "ReplicationStatus",
});
seen.replicas = expanded.replicationStatus.summary.map((r) => `${r.region} ${r.state}`);
seen.definitions = await names(compute.galleryImages.listByGallery(group, gallery));
seen.galleries = await names(compute.galleries.list());
seen.machines = await names(compute.virtualMachines.list(group));
seen.images = await names(compute.images.list());
seen.sizes = (await names(compute.resourceSkus.list())).length;

await compute.virtualMachines.deallocate(group, "vm-running", quickly);
await compute.virtualMachines.generalize(group, "vm-running");
const view = await compute.virtualMachines.instanceView(group, "vm-running");
seen.machine = view.statuses.map((status) => status.code);

const pool = await pools.poolOperations.create(group, account, "node-pool", {
  vmSize: "STANDARD_D2S_V3",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { id: version.id },
      nodeAgentSkuId: "batch.node.ubuntu 22.04",
    },
  },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 1 } },
}, { ifNoneMatch: "*" });
seen.pool = pool.allocationState;
seen.pools = await names(pools.poolOperations.listByBatchAccount(group, account));
seen.accounts = await names(pools.batchAccountOperations.list());
seen.again = await pools.poolOperations
  .create(group, account, "node-pool", { vmSize: "STANDARD_D2S_V3" }, { ifNoneMatch: "*" })
  .catch((refusal) => `${refusal.statusCode} ${refusal.code}`);
await pools.poolOperations.beginDeleteAndWait(group, account, "node-pool", quickly);
seen.poolsAfter = await names(pools.poolOperations.listByBatchAccount(group, account));
seen.storage = await names(accounts.storageAccounts.list());
seen.keys = (await accounts.storageAccounts.listKeys(group, "poolwrightlocal")).keys?.length ?? 0;

console.log(JSON.stringify(seen));
