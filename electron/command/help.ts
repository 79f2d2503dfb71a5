/** What `--help` says; docs/operations.md has the whole of it. */
export const helpText = `Clinic Outbox on the command line. One of:

  --status                      what waits and whether anybody sends
  --check-config                judges the policy and config.json
  --test-connection [NAME]      tries a destination, without patient data
  --drain                       sends what waits; --timeout-seconds N (60)
  --import-secret [NAME]        the key of a destination, from standard input
  --import-roster FILE          students from a CSV file
  --version, --help

with --output FILE for the result as JSON. Imports need an administrator.
Exit codes: 0 done, 1 a bug, 2 arguments, 3 input, 4 no open database,
5 not an administrator, 6 configuration, 7 connection, 8 messages left,
9 messages need a person, 10 busy, 11 the output cannot be written.
On Windows: start /wait "" "Clinic Outbox.exe" --status --output FILE
`;
