// Loaded before Azurite: the process that started us holds our standard input open.
// When that ends, by whatever cause, so do we; Azurite saves its index on SIGTERM.
process.stdin.resume();
process.stdin.on('error', end);
process.stdin.on('end', end);

function end() {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(0), 3000).unref();
}
