-- How is each site doing?
-- One row per site, of devices that are to work. `devices` = `reporting` + `silent` + `never_seen`.
SELECT org, site, devices, reporting, silent, never_seen, online, wrong_clock, rejected,
       round(100 * loss_rate::numeric, 2) AS loss_percent
  FROM v_fleet_health
 ORDER BY org, site
