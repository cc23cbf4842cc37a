SELECT previous + 1 AS from_sequence, sequence - 1 AS to_sequence, time AS found_at
  FROM (SELECT sequence, time, lag(sequence) OVER (ORDER BY sequence) AS previous
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND device_id = 'd3'
           AND sequence IS NOT NULL) AS numbers
 WHERE sequence > previous + 1
 ORDER BY found_at DESC
 LIMIT 3
