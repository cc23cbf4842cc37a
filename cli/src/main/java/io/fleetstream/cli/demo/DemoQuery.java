package io.fleetstream.cli.demo;

/** The answers the demo shows. */
enum DemoQuery {
    BY_TYPE(
            "What does the fleet measure?",
            false,
            """
            SELECT device_type, metric, max(unit) AS unit, count(*) AS values,
                   round(avg(value)::numeric, 2) AS mean,
                   count(*) FILTER (WHERE quality = 'BAD') AS bad
              FROM device_readings
             GROUP BY device_type, metric
             ORDER BY device_type, metric
             LIMIT 14\
            """),
    FRESHNESS(
            "How old is a reading when the bridge takes it, by site?",
            false,
            """
            SELECT site, count(DISTINCT device_id) AS devices, count(*) AS values,
                   round(1000 * percentile_cont(0.5) WITHIN GROUP
                         (ORDER BY extract(epoch FROM received_at - device_time))::numeric) AS p50_ms,
                   round(1000 * percentile_cont(0.99) WITHIN GROUP
                         (ORDER BY extract(epoch FROM received_at - device_time))::numeric) AS p99_ms
              FROM device_readings
             GROUP BY site
             ORDER BY site\
            """),
    LOSS(
            "What came, what was refused, and what never came?",
            false,
            """
            SELECT site, model, firmware, devices, received, stored, rejected, duplicated,
                   missing_net, lost_at_least, round(100 * loss_rate::numeric, 3) AS loss_percent
              FROM v_loss
             ORDER BY site, model, firmware
             LIMIT 14\
            """),
    ROLLOUTS(
            "How far did the rollouts get, and on which evidence?",
            false,
            """
            SELECT p.rollout_id, p.rollout_status AS status, p.name AS stage, p.targets, p.succeeded,
                   p.waiting, g.guard, round(g.harm::numeric, 1) AS harm, g.harm_stop AS stops_at,
                   g.treated_events AS events_with, g.control_events AS events_without
              FROM v_rollout_progress p
              JOIN v_rollout_guards g USING (rollout_id)
             ORDER BY p.rollout_id DESC, p.stage\
            """),
    VERSIONS(
            "Which firmware do their devices run now?",
            false,
            """
            SELECT site, firmware, count(*) AS devices
              FROM devices
             WHERE device_id LIKE 'ota-%'
             GROUP BY site, firmware
             ORDER BY site DESC, firmware\
            """),
    LAKE(
            "What lies in the archive?",
            true,
            """
            SELECT org, dt, hour, count(*) AS values, count(DISTINCT device_id) AS devices
              FROM parquet.readings
             GROUP BY ALL
             ORDER BY ALL\
            """);

    private final String question;
    private final boolean onParquet;
    private final String sql;

    DemoQuery(String question, boolean onParquet, String sql) {
        this.question = question;
        this.onParquet = onParquet;
        this.sql = sql;
    }

    String question() {
        return question;
    }

    boolean onParquet() {
        return onParquet;
    }

    String where() {
        return onParquet ? "Parquet, DuckDB" : "database";
    }

    String sql() {
        return sql;
    }
}
