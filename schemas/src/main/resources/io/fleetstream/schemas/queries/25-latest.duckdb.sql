SELECT device_id, max(time) AS time, max_by(value, time) AS value, max_by(unit, time) AS unit,
       max_by(quality, time) AS quality
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND metric = 'temperature' AND site IN ('hall', 'roof')
 GROUP BY device_id
 ORDER BY device_id
