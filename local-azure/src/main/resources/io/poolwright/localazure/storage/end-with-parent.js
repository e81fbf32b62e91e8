// Loaded before Azurite: the process that started us holds our standard input open.
// When that ends, by whatever cause, so do we. Azurite saves its index on SIGTERM, and says so on
// an output that nobody reads any more; that must not stop it.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
process.stdin.resume();
process.stdin.on('error', end);
process.stdin.on('end', end);

function end() {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 15000).unref();
}
