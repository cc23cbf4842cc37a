-- Which messages of a device are missing?
-- The ranges its counter skipped, newest first; what came late (FILL) stands between them. On the files: the numbers that no stored value has.
SELECT kind, from_sequence, to_sequence, boot_id, received_at
  FROM device_sequence_events
 WHERE device_id = 'd3'
 ORDER BY received_at DESC, kind
 LIMIT 4
