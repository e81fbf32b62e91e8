#!/usr/bin/env bash
# Sends a request and shows its events until the final one: submit-and-wait.sh REQUEST
set -euo pipefail
if [[ -n ${SERVICEBUS_CONNECTION_STRING:-} ]]; then
  export POOLWRIGHT_SERVICE_BUS_CONNECTION_STRING=\"$SERVICEBUS_CONNECTION_STRING\"
fi
# "--watch" reads what the job has been through from the store of jobs: a running "local" says where
# that is; else set POOLWRIGHT_STORAGE_JOBS, as for a worker.
exec "$(dirname "$0")/../../poolwright" submit --watch --output json "$1"
