-- Is everything archived?
-- Hours, here three of yesterday, in which the database and the Parquet files differ. Hours that are being archived just now always do.
SELECT org, hour, stored_rows, archived_rows, difference
  FROM v_archive_coverage
 WHERE hour >= now() - INTERVAL '1 day' AND hour < now() - INTERVAL '21 hours' AND difference <> 0
 ORDER BY org, hour
