-- Is everything archived?
-- Hours of the last two days in which the database and the Parquet files differ. The hours being archived just now are among them.
SELECT org, hour, stored_rows, archived_rows, difference
  FROM v_archive_coverage
 WHERE hour >= now() - INTERVAL '1 day' AND hour < now() - INTERVAL '21 hours' AND difference <> 0
 ORDER BY org, hour
