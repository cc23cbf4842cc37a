-- Every topic as a table of Flink SQL, written from the Avro schemas by
-- mvn -pl schemas test -Dfleet.write-docs=true; docs/flink-sql.md says how to use it.

CREATE TABLE `telemetry_raw` (
  `device_id` STRING,
  `payload` BYTES,
  `headers` MAP<STRING, BYTES> METADATA VIRTUAL,
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'telemetry.raw',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'key.format' = 'raw',
  'key.fields' = 'device_id',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `telemetry_readings` (
  `device_id` STRING NOT NULL,
  `org` STRING NOT NULL,
  `site` STRING NOT NULL,
  `device_type` STRING NOT NULL,
  `model` STRING,
  `firmware` STRING,
  `boot_id` STRING,
  `event_time` BIGINT NOT NULL,
  `device_time` BIGINT,
  `received_at` BIGINT NOT NULL,
  `time_source` STRING NOT NULL,
  `sequence` BIGINT,
  `metrics` ARRAY<ROW<`name` STRING NOT NULL, `value` DOUBLE NOT NULL, `unit` STRING, `quality` STRING NOT NULL, `quality_reason` STRING, `sent_unit` STRING, `summary` ROW<`count` BIGINT NOT NULL, `min` DOUBLE, `max` DOUBLE, `std` DOUBLE>> NOT NULL> NOT NULL,
  `source_partition` INT NOT NULL,
  `source_offset` BIGINT NOT NULL,
  `source_index` INT NOT NULL,
  `window_micros` BIGINT,
  `clock_offset_micros` BIGINT,
  `flags` ARRAY<STRING NOT NULL> NOT NULL,
  `replay_id` STRING,
  `event_time_ts` AS TO_TIMESTAMP_LTZ(`event_time` / 1000, 3),
  `device_time_ts` AS TO_TIMESTAMP_LTZ(`device_time` / 1000, 3),
  `received_at_ts` AS TO_TIMESTAMP_LTZ(`received_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `event_time_ts` AS `event_time_ts` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'telemetry.readings',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'telemetry.readings-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"Reading","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"org","type":{"type":"string"}},{"name":"site","type":{"type":"string"}},{"name":"device_type","type":{"type":"string"}},{"name":"model","type":["null",{"type":"string"}],"default":null},{"name":"firmware","type":["null",{"type":"string"}],"default":null},{"name":"boot_id","type":["null",{"type":"string"}],"default":null},{"name":"event_time","type":{"type":"long"}},{"name":"device_time","type":["null",{"type":"long"}],"default":null},{"name":"received_at","type":{"type":"long"}},{"name":"time_source","type":{"type":"enum","name":"TimeSource","symbols":["DEVICE","CORRECTED","ARRIVAL"],"default":"DEVICE"},"default":"DEVICE"},{"name":"sequence","type":["null","long"],"default":null},{"name":"metrics","type":{"type":"array","items":{"type":"record","name":"Metric","fields":[{"name":"name","type":{"type":"string"}},{"name":"value","type":"double"},{"name":"unit","type":["null",{"type":"string"}],"default":null},{"name":"quality","type":{"type":"enum","name":"Quality","symbols":["GOOD","UNCERTAIN","BAD"],"default":"UNCERTAIN"},"default":"GOOD"},{"name":"quality_reason","type":["null",{"type":"enum","name":"QualityReason","symbols":["UNSPECIFIED","OUT_OF_RANGE","RATE_OF_CHANGE","OUT_OF_ENUM","UNKNOWN_UNIT","UNKNOWN_FIELD"],"default":"UNSPECIFIED"}],"default":null},{"name":"sent_unit","type":["null",{"type":"string"}],"default":null},{"name":"summary","type":["null",{"type":"record","name":"SampleSummary","fields":[{"name":"count","type":"long"},{"name":"min","type":["null","double"],"default":null},{"name":"max","type":["null","double"],"default":null},{"name":"std","type":["null","double"],"default":null}]}],"default":null}]}}},{"name":"source_partition","type":"int"},{"name":"source_offset","type":"long"},{"name":"source_index","type":"int","default":0},{"name":"window_micros","type":["null","long"],"default":null},{"name":"clock_offset_micros","type":["null","long"],"default":null},{"name":"flags","type":{"type":"array","items":{"type":"enum","name":"ReadingFlag","symbols":["UNSPECIFIED","SKEWED","NO_TIME","LATE","LATE_CORRECTED","RESET","REPLAYED"],"default":"UNSPECIFIED"}},"default":[]},{"name":"replay_id","type":["null",{"type":"string"}],"default":null}]}'
);

CREATE TABLE `telemetry_aggregates` (
  `scope` STRING NOT NULL,
  `subject` STRING NOT NULL,
  `device_id` STRING,
  `org` STRING NOT NULL,
  `site` STRING,
  `device_type` STRING,
  `model` STRING,
  `metric` STRING NOT NULL,
  `unit` STRING,
  `window_name` STRING NOT NULL,
  `window_start` BIGINT NOT NULL,
  `window_end` BIGINT NOT NULL,
  `revision` INT NOT NULL,
  `early` BOOLEAN NOT NULL,
  `count` BIGINT NOT NULL,
  `samples` BIGINT NOT NULL,
  `sum` DOUBLE,
  `mean` DOUBLE,
  `min` DOUBLE,
  `max` DOUBLE,
  `sd` DOUBLE,
  `first` DOUBLE,
  `first_time` BIGINT,
  `last` DOUBLE,
  `last_time` BIGINT,
  `p50` DOUBLE,
  `p95` DOUBLE,
  `p99` DOUBLE,
  `sketch` BYTES,
  `time_weighted_mean` DOUBLE,
  `good` BIGINT NOT NULL,
  `uncertain` BIGINT NOT NULL,
  `bad` BIGINT NOT NULL,
  `devices` BIGINT NOT NULL,
  `late` BIGINT NOT NULL,
  `received_at` BIGINT NOT NULL,
  `window_start_ts` AS TO_TIMESTAMP_LTZ(`window_start` / 1000, 3),
  `window_end_ts` AS TO_TIMESTAMP_LTZ(`window_end` / 1000, 3),
  `first_time_ts` AS TO_TIMESTAMP_LTZ(`first_time` / 1000, 3),
  `last_time_ts` AS TO_TIMESTAMP_LTZ(`last_time` / 1000, 3),
  `received_at_ts` AS TO_TIMESTAMP_LTZ(`received_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'telemetry.aggregates',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'telemetry.aggregates-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"WindowAggregate","namespace":"io.fleetstream.schemas","fields":[{"name":"scope","type":{"type":"enum","name":"AggregateScope","symbols":["UNSPECIFIED","DEVICE","SITE","TYPE","MODEL","ORG"],"default":"UNSPECIFIED"}},{"name":"subject","type":{"type":"string"}},{"name":"device_id","type":["null",{"type":"string"}],"default":null},{"name":"org","type":{"type":"string"}},{"name":"site","type":["null",{"type":"string"}],"default":null},{"name":"device_type","type":["null",{"type":"string"}],"default":null},{"name":"model","type":["null",{"type":"string"}],"default":null},{"name":"metric","type":{"type":"string"}},{"name":"unit","type":["null",{"type":"string"}],"default":null},{"name":"window_name","type":{"type":"string"}},{"name":"window_start","type":{"type":"long"}},{"name":"window_end","type":{"type":"long"}},{"name":"revision","type":"int"},{"name":"early","type":"boolean","default":false},{"name":"count","type":"long"},{"name":"samples","type":"long"},{"name":"sum","type":["null","double"],"default":null},{"name":"mean","type":["null","double"],"default":null},{"name":"min","type":["null","double"],"default":null},{"name":"max","type":["null","double"],"default":null},{"name":"sd","type":["null","double"],"default":null},{"name":"first","type":["null","double"],"default":null},{"name":"first_time","type":["null",{"type":"long"}],"default":null},{"name":"last","type":["null","double"],"default":null},{"name":"last_time","type":["null",{"type":"long"}],"default":null},{"name":"p50","type":["null","double"],"default":null},{"name":"p95","type":["null","double"],"default":null},{"name":"p99","type":["null","double"],"default":null},{"name":"sketch","type":["null","bytes"],"default":null},{"name":"time_weighted_mean","type":["null","double"],"default":null},{"name":"good","type":"long"},{"name":"uncertain","type":"long"},{"name":"bad","type":"long"},{"name":"devices","type":"long"},{"name":"late","type":"long","default":0},{"name":"received_at","type":{"type":"long"}}]}'
);

CREATE TABLE `telemetry_late_readings` (
  `device_id` STRING NOT NULL,
  `org` STRING NOT NULL,
  `event_time` BIGINT NOT NULL,
  `received_at` BIGINT NOT NULL,
  `behind_micros` BIGINT NOT NULL,
  `values` INT NOT NULL,
  `source_partition` INT NOT NULL,
  `source_offset` BIGINT NOT NULL,
  `source_index` INT NOT NULL,
  `event_time_ts` AS TO_TIMESTAMP_LTZ(`event_time` / 1000, 3),
  `received_at_ts` AS TO_TIMESTAMP_LTZ(`received_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `event_time_ts` AS `event_time_ts` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'telemetry.late-readings',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'telemetry.late-readings-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"LateReading","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"org","type":{"type":"string"}},{"name":"event_time","type":{"type":"long"}},{"name":"received_at","type":{"type":"long"}},{"name":"behind_micros","type":"long"},{"name":"values","type":"int"},{"name":"source_partition","type":"int"},{"name":"source_offset","type":"long"},{"name":"source_index","type":"int","default":0}]}'
);

CREATE TABLE `archive_files` (
  `path` STRING NOT NULL,
  `dataset` STRING NOT NULL,
  `org` STRING NOT NULL,
  `hour` BIGINT NOT NULL,
  `rows` BIGINT NOT NULL,
  `bytes` BIGINT NOT NULL,
  `first_time` BIGINT NOT NULL,
  `last_time` BIGINT NOT NULL,
  `first_device` STRING NOT NULL,
  `last_device` STRING NOT NULL,
  `hour_ts` AS TO_TIMESTAMP_LTZ(`hour` / 1000, 3),
  `first_time_ts` AS TO_TIMESTAMP_LTZ(`first_time` / 1000, 3),
  `last_time_ts` AS TO_TIMESTAMP_LTZ(`last_time` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'archive.files',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'archive.files-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"ArchivedFile","namespace":"io.fleetstream.schemas","fields":[{"name":"path","type":{"type":"string"}},{"name":"dataset","type":{"type":"string"}},{"name":"org","type":{"type":"string"}},{"name":"hour","type":{"type":"long"}},{"name":"rows","type":"long"},{"name":"bytes","type":"long"},{"name":"first_time","type":{"type":"long"}},{"name":"last_time","type":{"type":"long"}},{"name":"first_device","type":{"type":"string"}},{"name":"last_device","type":{"type":"string"}}]}'
);

CREATE TABLE `telemetry_dead_letters` (
  `reason` STRING NOT NULL,
  `path` STRING,
  `message` STRING NOT NULL,
  `job` STRING NOT NULL,
  `job_version` STRING NOT NULL,
  `stage` STRING NOT NULL,
  `device_id` STRING,
  `received_at` BIGINT,
  `source_topic` STRING NOT NULL,
  `source_partition` INT NOT NULL,
  `source_offset` BIGINT NOT NULL,
  `source_index` INT NOT NULL,
  `source_timestamp` BIGINT NOT NULL,
  `headers` ARRAY<ROW<`key` STRING NOT NULL, `value` BYTES> NOT NULL> NOT NULL,
  `raw_key` BYTES,
  `raw_value` BYTES,
  `received_at_ts` AS TO_TIMESTAMP_LTZ(`received_at` / 1000, 3),
  `source_timestamp_ts` AS TO_TIMESTAMP_LTZ(`source_timestamp`, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'telemetry.dead-letters',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'telemetry.dead-letters-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"DeadLetter","namespace":"io.fleetstream.schemas","fields":[{"name":"reason","type":{"type":"enum","name":"ReasonCode","symbols":["UNSPECIFIED","TOO_LARGE","UNSUPPORTED_ENCODING","NOT_UTF8","NOT_JSON","TOO_DEEP","UNREADABLE_RECORD","UNKNOWN_TOPIC","UNKNOWN_DEVICE","DEVICE_MISMATCH","MISSING_FIELD","WRONG_TYPE","OUT_OF_ENUM","UNKNOWN_FIELD","OUT_OF_RANGE","NAN","RATE_OF_CHANGE","UNKNOWN_UNIT","TOO_OLD","IN_FUTURE","NO_TIME","SKEWED","DUPLICATE","LATE_DROPPED","LATE_CORRECTED","RATE_LIMITED","SINK_REJECTED"],"default":"UNSPECIFIED"}},{"name":"path","type":["null",{"type":"string"}],"default":null},{"name":"message","type":{"type":"string"}},{"name":"job","type":{"type":"string"}},{"name":"job_version","type":{"type":"string"}},{"name":"stage","type":{"type":"string"}},{"name":"device_id","type":["null",{"type":"string"}],"default":null},{"name":"received_at","type":["null",{"type":"long"}],"default":null},{"name":"source_topic","type":{"type":"string"}},{"name":"source_partition","type":"int"},{"name":"source_offset","type":"long"},{"name":"source_index","type":"int","default":0},{"name":"source_timestamp","type":{"type":"long"}},{"name":"headers","type":{"type":"array","items":{"type":"record","name":"RawHeader","fields":[{"name":"key","type":{"type":"string"}},{"name":"value","type":["null","bytes"],"default":null}]}},"default":[]},{"name":"raw_key","type":["null","bytes"],"default":null},{"name":"raw_value","type":["null","bytes"],"default":null}]}'
);

CREATE TABLE `telemetry_duplicates` (
  `device_id` STRING NOT NULL,
  `sequence` BIGINT,
  `device_time` BIGINT,
  `received_at` BIGINT NOT NULL,
  `source_partition` INT NOT NULL,
  `source_offset` BIGINT NOT NULL,
  `source_index` INT NOT NULL,
  `device_time_ts` AS TO_TIMESTAMP_LTZ(`device_time` / 1000, 3),
  `received_at_ts` AS TO_TIMESTAMP_LTZ(`received_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'telemetry.duplicates',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'telemetry.duplicates-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"Duplicate","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"sequence","type":["null","long"],"default":null},{"name":"device_time","type":["null",{"type":"long"}],"default":null},{"name":"received_at","type":{"type":"long"}},{"name":"source_partition","type":"int"},{"name":"source_offset","type":"long"},{"name":"source_index","type":"int","default":0}]}'
);

CREATE TABLE `telemetry_sequence_events` (
  `device_id` STRING NOT NULL,
  `kind` STRING NOT NULL,
  `from_sequence` BIGINT NOT NULL,
  `to_sequence` BIGINT NOT NULL,
  `boot_id` STRING,
  `event_time` BIGINT NOT NULL,
  `received_at` BIGINT NOT NULL,
  `source_partition` INT NOT NULL,
  `source_offset` BIGINT NOT NULL,
  `source_index` INT NOT NULL,
  `event_time_ts` AS TO_TIMESTAMP_LTZ(`event_time` / 1000, 3),
  `received_at_ts` AS TO_TIMESTAMP_LTZ(`received_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `event_time_ts` AS `event_time_ts` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'telemetry.sequence-events',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'telemetry.sequence-events-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"SequenceEvent","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"kind","type":{"type":"enum","name":"SequenceEventKind","symbols":["UNSPECIFIED","GAP","FILL","RESET"],"default":"UNSPECIFIED"}},{"name":"from_sequence","type":"long"},{"name":"to_sequence","type":"long"},{"name":"boot_id","type":["null",{"type":"string"}],"default":null},{"name":"event_time","type":{"type":"long"}},{"name":"received_at","type":{"type":"long"}},{"name":"source_partition","type":"int"},{"name":"source_offset","type":"long"},{"name":"source_index","type":"int","default":0}]}'
);

CREATE TABLE `telemetry_device_hours` (
  `device_id` STRING NOT NULL,
  `hour` BIGINT NOT NULL,
  `part` BIGINT NOT NULL,
  `org` STRING NOT NULL,
  `site` STRING NOT NULL,
  `device_type` STRING NOT NULL,
  `model` STRING,
  `firmware` STRING,
  `received` BIGINT NOT NULL,
  `stored` BIGINT NOT NULL,
  `duplicated` BIGINT NOT NULL,
  `rejected` MAP<STRING NOT NULL, BIGINT NOT NULL> NOT NULL,
  `parked` BIGINT NOT NULL,
  `replayed` BIGINT NOT NULL,
  `missing` BIGINT NOT NULL,
  `filled` BIGINT NOT NULL,
  `resets` BIGINT NOT NULL,
  `skewed` BIGINT NOT NULL,
  `updated_at` BIGINT NOT NULL,
  `hour_ts` AS TO_TIMESTAMP_LTZ(`hour` / 1000, 3),
  `updated_at_ts` AS TO_TIMESTAMP_LTZ(`updated_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'telemetry.device-hours',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'telemetry.device-hours-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"DeviceHour","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"hour","type":{"type":"long"}},{"name":"part","type":"long"},{"name":"org","type":{"type":"string"}},{"name":"site","type":{"type":"string"}},{"name":"device_type","type":{"type":"string"}},{"name":"model","type":["null",{"type":"string"}],"default":null},{"name":"firmware","type":["null",{"type":"string"}],"default":null},{"name":"received","type":"long"},{"name":"stored","type":"long"},{"name":"duplicated","type":"long"},{"name":"rejected","type":{"type":"map","values":"long"},"default":{}},{"name":"parked","type":"long","default":0},{"name":"replayed","type":"long","default":0},{"name":"missing","type":"long","default":0},{"name":"filled","type":"long","default":0},{"name":"resets","type":"long","default":0},{"name":"skewed","type":"long","default":0},{"name":"updated_at","type":{"type":"long"}}]}'
);

CREATE TABLE `device_status` (
  `device_id` STRING,
  `payload` BYTES,
  `headers` MAP<STRING, BYTES> METADATA VIRTUAL,
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'device.status',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'key.format' = 'raw',
  'key.fields' = 'device_id',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `device_registry` (
  `device_id` STRING NOT NULL,
  `org` STRING NOT NULL,
  `site` STRING NOT NULL,
  `device_type` STRING NOT NULL,
  `model` STRING,
  `hardware` STRING,
  `tags` MAP<STRING NOT NULL, STRING NOT NULL> NOT NULL,
  `latitude` DOUBLE,
  `longitude` DOUBLE,
  `time_zone` STRING,
  `status` STRING NOT NULL,
  `updated_at` BIGINT NOT NULL,
  `valid_from` BIGINT,
  `previous` ARRAY<ROW<`valid_from` BIGINT, `org` STRING NOT NULL, `site` STRING NOT NULL, `device_type` STRING NOT NULL, `model` STRING> NOT NULL> NOT NULL,
  `updated_at_ts` AS TO_TIMESTAMP_LTZ(`updated_at` / 1000, 3),
  `valid_from_ts` AS TO_TIMESTAMP_LTZ(`valid_from` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  PRIMARY KEY (`device_id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'device.registry',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'key.format' = 'raw',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'device.registry-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"Device","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"org","type":{"type":"string"}},{"name":"site","type":{"type":"string"}},{"name":"device_type","type":{"type":"string"}},{"name":"model","type":["null",{"type":"string"}],"default":null},{"name":"hardware","type":["null",{"type":"string"}],"default":null},{"name":"tags","type":{"type":"map","values":{"type":"string"}},"default":{}},{"name":"latitude","type":["null","double"],"default":null},{"name":"longitude","type":["null","double"],"default":null},{"name":"time_zone","type":["null",{"type":"string"}],"default":null},{"name":"status","type":{"type":"enum","name":"DeviceStatus","symbols":["ACTIVE","DISABLED","RETIRED"],"default":"ACTIVE"},"default":"ACTIVE"},{"name":"updated_at","type":{"type":"long"}},{"name":"valid_from","type":["null",{"type":"long"}],"default":null},{"name":"previous","type":{"type":"array","items":{"type":"record","name":"DeviceVersion","fields":[{"name":"valid_from","type":["null",{"type":"long"}],"default":null},{"name":"org","type":{"type":"string"}},{"name":"site","type":{"type":"string"}},{"name":"device_type","type":{"type":"string"}},{"name":"model","type":["null",{"type":"string"}],"default":null}]}},"default":[]}]}'
);

CREATE TABLE `device_facts` (
  `device_id` STRING NOT NULL,
  `org` STRING NOT NULL,
  `site` STRING NOT NULL,
  `device_type` STRING NOT NULL,
  `registered` BOOLEAN NOT NULL,
  `first_seen` BIGINT NOT NULL,
  `firmware` STRING,
  `boot_id` STRING,
  `clock_offset_micros` BIGINT,
  `updated_at` BIGINT NOT NULL,
  `manifest` STRING,
  `first_seen_ts` AS TO_TIMESTAMP_LTZ(`first_seen` / 1000, 3),
  `updated_at_ts` AS TO_TIMESTAMP_LTZ(`updated_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  PRIMARY KEY (`device_id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'device.facts',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'key.format' = 'raw',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'device.facts-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"DeviceFacts","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"org","type":{"type":"string"}},{"name":"site","type":{"type":"string"}},{"name":"device_type","type":{"type":"string"}},{"name":"registered","type":"boolean","default":false},{"name":"first_seen","type":{"type":"long"}},{"name":"firmware","type":["null",{"type":"string"}],"default":null},{"name":"boot_id","type":["null",{"type":"string"}],"default":null},{"name":"clock_offset_micros","type":["null","long"],"default":null},{"name":"updated_at","type":{"type":"long"}},{"name":"manifest","type":["null",{"type":"string"}],"default":null}]}'
);

CREATE TABLE `device_models` (
  `model` STRING NOT NULL,
  `version` INT NOT NULL,
  `description` STRING,
  `metrics` ARRAY<ROW<`name` STRING NOT NULL, `unit` STRING, `min` DOUBLE, `max` DOUBLE, `max_rate_per_second` DOUBLE, `allowed` ARRAY<DOUBLE NOT NULL>, `required` BOOLEAN NOT NULL> NOT NULL> NOT NULL,
  `expected_interval_seconds` DOUBLE,
  `updated_at` BIGINT NOT NULL,
  `unknown_metrics` STRING NOT NULL,
  `time_authority` STRING NOT NULL,
  `clock_policy` STRING NOT NULL,
  `max_age_seconds` DOUBLE,
  `max_ahead_seconds` DOUBLE,
  `late_tolerance_seconds` DOUBLE,
  `late_policy` STRING NOT NULL,
  `max_messages_per_second` DOUBLE,
  `updated_at_ts` AS TO_TIMESTAMP_LTZ(`updated_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  PRIMARY KEY (`model`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'device.models',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'key.format' = 'raw',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'device.models-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"DeviceModel","namespace":"io.fleetstream.schemas","fields":[{"name":"model","type":{"type":"string"}},{"name":"version","type":"int","default":1},{"name":"description","type":["null",{"type":"string"}],"default":null},{"name":"metrics","type":{"type":"array","items":{"type":"record","name":"MetricSpec","fields":[{"name":"name","type":{"type":"string"}},{"name":"unit","type":["null",{"type":"string"}],"default":null},{"name":"min","type":["null","double"],"default":null},{"name":"max","type":["null","double"],"default":null},{"name":"max_rate_per_second","type":["null","double"],"default":null},{"name":"allowed","type":["null",{"type":"array","items":"double"}],"default":null},{"name":"required","type":"boolean","default":false}]}}},{"name":"expected_interval_seconds","type":["null","double"],"default":null},{"name":"updated_at","type":{"type":"long"}},{"name":"unknown_metrics","type":{"type":"enum","name":"UnknownMetrics","symbols":["ACCEPT","MARK","REJECT"],"default":"ACCEPT"},"default":"ACCEPT"},{"name":"time_authority","type":{"type":"enum","name":"TimeAuthority","symbols":["DEVICE","ARRIVAL"],"default":"DEVICE"},"default":"DEVICE"},{"name":"clock_policy","type":{"type":"enum","name":"ClockPolicy","symbols":["CORRECT","FLAG","IGNORE"],"default":"CORRECT"},"default":"CORRECT"},{"name":"max_age_seconds","type":["null","double"],"default":null},{"name":"max_ahead_seconds","type":["null","double"],"default":null},{"name":"late_tolerance_seconds","type":["null","double"],"default":null},{"name":"late_policy","type":{"type":"enum","name":"LatePolicy","symbols":["KEEP","ADJUST","DROP"],"default":"KEEP"},"default":"KEEP"},{"name":"max_messages_per_second","type":["null","double"],"default":null}]}'
);

CREATE TABLE `device_manifests` (
  `name` STRING NOT NULL,
  `device_ids` ARRAY<STRING NOT NULL> NOT NULL,
  `org` STRING,
  `site` STRING,
  `device_type` STRING,
  `model` STRING,
  `updated_at` BIGINT NOT NULL,
  `updated_at_ts` AS TO_TIMESTAMP_LTZ(`updated_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  PRIMARY KEY (`name`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'device.manifests',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'key.format' = 'raw',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'device.manifests-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"DeviceManifest","namespace":"io.fleetstream.schemas","fields":[{"name":"name","type":{"type":"string"}},{"name":"device_ids","type":{"type":"array","items":{"type":"string"}}},{"name":"org","type":["null",{"type":"string"}],"default":null},{"name":"site","type":["null",{"type":"string"}],"default":null},{"name":"device_type","type":["null",{"type":"string"}],"default":null},{"name":"model","type":["null",{"type":"string"}],"default":null},{"name":"updated_at","type":{"type":"long"}}]}'
);

CREATE TABLE `shadow_requests` (
  `device_id` STRING,
  `payload` BYTES,
  `headers` MAP<STRING, BYTES> METADATA VIRTUAL,
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'shadow.requests',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'key.format' = 'raw',
  'key.fields' = 'device_id',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `shadow_documents` (
  `device_id` STRING NOT NULL,
  `shadow_name` STRING NOT NULL,
  `version` BIGINT NOT NULL,
  `deleted` BOOLEAN NOT NULL,
  `created_at` BIGINT NOT NULL,
  `updated_at` BIGINT NOT NULL,
  `desired` STRING,
  `reported` STRING,
  `metadata` STRING,
  `desired_version` BIGINT NOT NULL,
  `reported_version` BIGINT NOT NULL,
  `pending_since` BIGINT,
  `source_partition` INT NOT NULL,
  `source_offset` BIGINT NOT NULL,
  `created_at_ts` AS TO_TIMESTAMP_LTZ(`created_at` / 1000, 3),
  `updated_at_ts` AS TO_TIMESTAMP_LTZ(`updated_at` / 1000, 3),
  `pending_since_ts` AS TO_TIMESTAMP_LTZ(`pending_since` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'shadow.documents',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'shadow.documents-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"ShadowDocument","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"shadow_name","type":{"type":"string"}},{"name":"version","type":"long"},{"name":"deleted","type":"boolean","default":false},{"name":"created_at","type":{"type":"long"}},{"name":"updated_at","type":{"type":"long"}},{"name":"desired","type":["null",{"type":"string"}],"default":null},{"name":"reported","type":["null",{"type":"string"}],"default":null},{"name":"metadata","type":["null",{"type":"string"}],"default":null},{"name":"desired_version","type":"long","default":0},{"name":"reported_version","type":"long","default":0},{"name":"pending_since","type":["null",{"type":"long"}],"default":null},{"name":"source_partition","type":"int"},{"name":"source_offset","type":"long"}]}'
);

CREATE TABLE `shadow_events` (
  `device_id` STRING NOT NULL,
  `shadow_name` STRING NOT NULL,
  `kind` STRING NOT NULL,
  `version` BIGINT NOT NULL,
  `pending_since` BIGINT NOT NULL,
  `happened_at` BIGINT NOT NULL,
  `waited_micros` BIGINT NOT NULL,
  `path` STRING NOT NULL,
  `detail` STRING,
  `pending_since_ts` AS TO_TIMESTAMP_LTZ(`pending_since` / 1000, 3),
  `happened_at_ts` AS TO_TIMESTAMP_LTZ(`happened_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'shadow.events',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'shadow.events-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"ShadowEvent","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"shadow_name","type":{"type":"string"}},{"name":"kind","type":{"type":"enum","name":"ShadowEventKind","symbols":["UNSPECIFIED","REACHED","STUCK","EXPIRED","FLAPPING","DRIFTED","CONCURRENT"],"default":"UNSPECIFIED"}},{"name":"version","type":"long"},{"name":"pending_since","type":{"type":"long"}},{"name":"happened_at","type":{"type":"long"}},{"name":"waited_micros","type":"long"},{"name":"path","type":{"type":"string"},"default":""},{"name":"detail","type":["null",{"type":"string"}],"default":null}]}'
);

CREATE TABLE `device_commands` (
  `device_id` STRING,
  `payload` BYTES,
  `headers` MAP<STRING, BYTES> METADATA VIRTUAL,
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'device.commands',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'key.format' = 'raw',
  'key.fields' = 'device_id',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `device_bulk` (
  `bulk_id` STRING NOT NULL,
  `kind` STRING NOT NULL,
  `selector` STRING NOT NULL,
  `shadow_name` STRING NOT NULL,
  `payload` STRING NOT NULL,
  `properties` MAP<STRING NOT NULL, STRING NOT NULL> NOT NULL,
  `created_at` BIGINT NOT NULL,
  `created_at_ts` AS TO_TIMESTAMP_LTZ(`created_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'device.bulk',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'device.bulk-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"BulkRequest","namespace":"io.fleetstream.schemas","fields":[{"name":"bulk_id","type":{"type":"string"}},{"name":"kind","type":{"type":"enum","name":"BulkKind","symbols":["UNSPECIFIED","SHADOW","COMMAND"],"default":"UNSPECIFIED"}},{"name":"selector","type":{"type":"string"}},{"name":"shadow_name","type":{"type":"string"},"default":""},{"name":"payload","type":{"type":"string"}},{"name":"properties","type":{"type":"map","values":{"type":"string"}},"default":{}},{"name":"created_at","type":{"type":"long"}}]}'
);

CREATE TABLE `command_states` (
  `device_id` STRING NOT NULL,
  `command_id` STRING NOT NULL,
  `bulk_id` STRING,
  `command` STRING NOT NULL,
  `parameters` STRING,
  `state` STRING NOT NULL,
  `step` INT NOT NULL,
  `attempts` INT NOT NULL,
  `created_at` BIGINT NOT NULL,
  `deadline` BIGINT NOT NULL,
  `changed_at` BIGINT NOT NULL,
  `message` STRING,
  `result` STRING,
  `created_at_ts` AS TO_TIMESTAMP_LTZ(`created_at` / 1000, 3),
  `deadline_ts` AS TO_TIMESTAMP_LTZ(`deadline` / 1000, 3),
  `changed_at_ts` AS TO_TIMESTAMP_LTZ(`changed_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'command.states',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'command.states-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"CommandState","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"command_id","type":{"type":"string"}},{"name":"bulk_id","type":["null",{"type":"string"}],"default":null},{"name":"command","type":{"type":"string"}},{"name":"parameters","type":["null",{"type":"string"}],"default":null},{"name":"state","type":{"type":"enum","name":"CommandStateKind","symbols":["UNSPECIFIED","QUEUED","SENT","ACKNOWLEDGED","DONE","FAILED","EXPIRED"],"default":"UNSPECIFIED"}},{"name":"step","type":"int"},{"name":"attempts","type":"int"},{"name":"created_at","type":{"type":"long"}},{"name":"deadline","type":{"type":"long"}},{"name":"changed_at","type":{"type":"long"}},{"name":"message","type":["null",{"type":"string"}],"default":null},{"name":"result","type":["null",{"type":"string"}],"default":null}]}'
);

CREATE TABLE `alarm_rules` (
  `rule_id` STRING NOT NULL,
  `version` INT NOT NULL,
  `definition` STRING NOT NULL,
  `updated_at` BIGINT NOT NULL,
  `updated_by` STRING,
  `updated_at_ts` AS TO_TIMESTAMP_LTZ(`updated_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  PRIMARY KEY (`rule_id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'alarm.rules',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'key.format' = 'raw',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'alarm.rules-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"AlarmRule","namespace":"io.fleetstream.schemas","fields":[{"name":"rule_id","type":{"type":"string"}},{"name":"version","type":"int"},{"name":"definition","type":{"type":"string"}},{"name":"updated_at","type":{"type":"long"}},{"name":"updated_by","type":["null",{"type":"string"}],"default":null}]}'
);

CREATE TABLE `alarm_commands` (
  `command_id` STRING NOT NULL,
  `device_id` STRING NOT NULL,
  `rule_id` STRING NOT NULL,
  `alarm_id` STRING,
  `kind` STRING NOT NULL,
  `snooze_seconds` BIGINT,
  `verdict` STRING,
  `issued_at` BIGINT NOT NULL,
  `actor` STRING,
  `comment` STRING,
  `issued_at_ts` AS TO_TIMESTAMP_LTZ(`issued_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'alarm.commands',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'alarm.commands-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"AlarmCommand","namespace":"io.fleetstream.schemas","fields":[{"name":"command_id","type":{"type":"string"}},{"name":"device_id","type":{"type":"string"}},{"name":"rule_id","type":{"type":"string"}},{"name":"alarm_id","type":["null",{"type":"string"}],"default":null},{"name":"kind","type":{"type":"enum","name":"AlarmCommandKind","symbols":["UNSPECIFIED","ACKNOWLEDGE","SNOOZE","DISABLE","ENABLE","CLEAR","VERDICT"],"default":"UNSPECIFIED"}},{"name":"snooze_seconds","type":["null","long"],"default":null},{"name":"verdict","type":["null",{"type":"enum","name":"AlarmVerdict","symbols":["UNSPECIFIED","TRUE_POSITIVE","FALSE_POSITIVE","BENIGN_POSITIVE","UNKNOWN"],"default":"UNSPECIFIED"}],"default":null},{"name":"issued_at","type":{"type":"long"}},{"name":"actor","type":["null",{"type":"string"}],"default":null},{"name":"comment","type":["null",{"type":"string"}],"default":null}]}'
);

CREATE TABLE `alarms` (
  `alarm_id` STRING,
  `rule_id` STRING NOT NULL,
  `rule_version` INT NOT NULL,
  `device_id` STRING NOT NULL,
  `org` STRING,
  `site` STRING,
  `device_type` STRING,
  `model` STRING,
  `change` STRING NOT NULL,
  `state` STRING NOT NULL,
  `severity` STRING NOT NULL,
  `happened_at` BIGINT NOT NULL,
  `raised_at` BIGINT,
  `step` INT NOT NULL,
  `count` INT NOT NULL,
  `devices` BIGINT NOT NULL,
  `flapping` BOOLEAN NOT NULL,
  `on_trial` BOOLEAN NOT NULL,
  `metric` STRING,
  `value` DOUBLE,
  `command_id` STRING,
  `actor` STRING,
  `comment` STRING,
  `happened_at_ts` AS TO_TIMESTAMP_LTZ(`happened_at` / 1000, 3),
  `raised_at_ts` AS TO_TIMESTAMP_LTZ(`raised_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'alarms',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'alarms-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"AlarmEvent","namespace":"io.fleetstream.schemas","fields":[{"name":"alarm_id","type":["null",{"type":"string"}],"default":null},{"name":"rule_id","type":{"type":"string"}},{"name":"rule_version","type":"int"},{"name":"device_id","type":{"type":"string"}},{"name":"org","type":["null",{"type":"string"}],"default":null},{"name":"site","type":["null",{"type":"string"}],"default":null},{"name":"device_type","type":["null",{"type":"string"}],"default":null},{"name":"model","type":["null",{"type":"string"}],"default":null},{"name":"change","type":{"type":"enum","name":"AlarmChangeKind","symbols":["UNSPECIFIED","RAISED","SEVERITY_UP","SEVERITY_DOWN","LATCHED","CLEARED","ACKED","SNOOZED","REMINDER","FLAPPING","DEVICES"],"default":"UNSPECIFIED"}},{"name":"state","type":{"type":"enum","name":"AlarmState","symbols":["UNSPECIFIED","NORMAL","ACTIVE","ACKNOWLEDGED","LATCHED","SNOOZE_DISABLED","DISABLED"],"default":"UNSPECIFIED"}},{"name":"severity","type":{"type":"enum","name":"AlarmSeverity","symbols":["UNSPECIFIED","INDETERMINATE","WARNING","MINOR","MAJOR","CRITICAL"],"default":"UNSPECIFIED"}},{"name":"happened_at","type":{"type":"long"}},{"name":"raised_at","type":["null",{"type":"long"}],"default":null},{"name":"step","type":"int"},{"name":"count","type":"int"},{"name":"devices","type":"long","default":0},{"name":"flapping","type":"boolean","default":false},{"name":"on_trial","type":"boolean","default":false},{"name":"metric","type":["null",{"type":"string"}],"default":null},{"name":"value","type":["null","double"],"default":null},{"name":"command_id","type":["null",{"type":"string"}],"default":null},{"name":"actor","type":["null",{"type":"string"}],"default":null},{"name":"comment","type":["null",{"type":"string"}],"default":null}]}'
);

CREATE TABLE `alarm_late_readings` (
  `device_id` STRING NOT NULL,
  `org` STRING NOT NULL,
  `event_time` BIGINT NOT NULL,
  `received_at` BIGINT NOT NULL,
  `behind_micros` BIGINT NOT NULL,
  `values` INT NOT NULL,
  `source_partition` INT NOT NULL,
  `source_offset` BIGINT NOT NULL,
  `source_index` INT NOT NULL,
  `event_time_ts` AS TO_TIMESTAMP_LTZ(`event_time` / 1000, 3),
  `received_at_ts` AS TO_TIMESTAMP_LTZ(`received_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `event_time_ts` AS `event_time_ts` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'alarm.late-readings',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'alarm.late-readings-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"LateReading","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"org","type":{"type":"string"}},{"name":"event_time","type":{"type":"long"}},{"name":"received_at","type":{"type":"long"}},{"name":"behind_micros","type":"long"},{"name":"values","type":"int"},{"name":"source_partition","type":"int"},{"name":"source_offset","type":"long"},{"name":"source_index","type":"int","default":0}]}'
);

CREATE TABLE `alarm_progress` (
  `none` STRING,
  `payload` BYTES,
  `headers` MAP<STRING, BYTES> METADATA VIRTUAL,
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'alarm.progress',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'key.format' = 'raw',
  'key.fields' = 'none',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `prediction_models` (
  `model` STRING NOT NULL,
  `version` INT NOT NULL,
  `definition` STRING NOT NULL,
  `content` BYTES,
  `uri` STRING,
  `sha256` STRING,
  `updated_at` BIGINT NOT NULL,
  `updated_by` STRING,
  `updated_at_ts` AS TO_TIMESTAMP_LTZ(`updated_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  PRIMARY KEY (`model`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'prediction.models',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'key.format' = 'raw',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'prediction.models-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"PredictionModel","namespace":"io.fleetstream.schemas","fields":[{"name":"model","type":{"type":"string"}},{"name":"version","type":"int"},{"name":"definition","type":{"type":"string"}},{"name":"content","type":["null","bytes"],"default":null},{"name":"uri","type":["null",{"type":"string"}],"default":null},{"name":"sha256","type":["null",{"type":"string"}],"default":null},{"name":"updated_at","type":{"type":"long"}},{"name":"updated_by","type":["null",{"type":"string"}],"default":null}]}'
);

CREATE TABLE `prediction_scores` (
  `device_id` STRING NOT NULL,
  `org` STRING NOT NULL,
  `site` STRING NOT NULL,
  `device_type` STRING NOT NULL,
  `device_model` STRING,
  `model` STRING NOT NULL,
  `version` INT NOT NULL,
  `window_end` BIGINT NOT NULL,
  `probability` DOUBLE NOT NULL,
  `window_end_ts` AS TO_TIMESTAMP_LTZ(`window_end` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'prediction.scores',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'prediction.scores-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"PredictionScore","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"org","type":{"type":"string"}},{"name":"site","type":{"type":"string"}},{"name":"device_type","type":{"type":"string"}},{"name":"device_model","type":["null",{"type":"string"}],"default":null},{"name":"model","type":{"type":"string"}},{"name":"version","type":"int"},{"name":"window_end","type":{"type":"long"}},{"name":"probability","type":"double"}]}'
);

CREATE TABLE `jobs_requests` (
  `device_id` STRING,
  `payload` BYTES,
  `headers` MAP<STRING, BYTES> METADATA VIRTUAL,
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'jobs.requests',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'key.format' = 'raw',
  'key.fields' = 'device_id',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `rollout_control` (
  `rollout_id` STRING NOT NULL,
  `kind` STRING NOT NULL,
  `at` BIGINT NOT NULL,
  `actor` STRING,
  `expects` BIGINT,
  `definition` STRING,
  `command` STRING,
  `decision` STRING,
  `stage` INT,
  `epoch` INT,
  `until_bucket` INT,
  `devices` BIGINT,
  `slot` BIGINT,
  `slot_left` BIGINT,
  `reason` STRING,
  `evidence` STRING,
  `at_ts` AS TO_TIMESTAMP_LTZ(`at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'rollout.control',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'rollout.control-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"RolloutControl","namespace":"io.fleetstream.schemas","fields":[{"name":"rollout_id","type":{"type":"string"}},{"name":"kind","type":{"type":"enum","name":"RolloutControlKind","symbols":["UNSPECIFIED","DEFINE","COMMAND","DECISION"],"default":"UNSPECIFIED"}},{"name":"at","type":{"type":"long"}},{"name":"actor","type":["null",{"type":"string"}],"default":null},{"name":"expects","type":["null","long"],"default":null},{"name":"definition","type":["null",{"type":"string"}],"default":null},{"name":"command","type":["null",{"type":"enum","name":"RolloutCommand","symbols":["UNSPECIFIED","APPROVE","START","PAUSE","RESUME","ABORT","ROLLBACK"],"default":"UNSPECIFIED"}],"default":null},{"name":"decision","type":["null",{"type":"enum","name":"RolloutDecision","symbols":["UNSPECIFIED","COUNT","OPEN","RELEASE","ASK","PAUSE","ABORT","ROLLBACK","FINISH"],"default":"UNSPECIFIED"}],"default":null},{"name":"stage","type":["null","int"],"default":null},{"name":"epoch","type":["null","int"],"default":null},{"name":"until_bucket","type":["null","int"],"default":null},{"name":"devices","type":["null","long"],"default":null},{"name":"slot","type":["null","long"],"default":null},{"name":"slot_left","type":["null","long"],"default":null},{"name":"reason","type":["null",{"type":"string"}],"default":null},{"name":"evidence","type":["null",{"type":"string"}],"default":null}]}'
);

CREATE TABLE `rollout_states` (
  `rollout_id` STRING NOT NULL,
  `version` BIGINT NOT NULL,
  `at` BIGINT NOT NULL,
  `status` STRING NOT NULL,
  `step_kind` STRING,
  `step` STRING,
  `step_at` BIGINT,
  `step_actor` STRING,
  `step_stage` INT,
  `step_devices` BIGINT,
  `step_reason` STRING,
  `step_evidence` STRING,
  `definition` STRING,
  `open_stage` INT,
  `approvers` ARRAY<STRING NOT NULL> NOT NULL,
  `asking` BOOLEAN NOT NULL,
  `budget` BIGINT NOT NULL,
  `released` BIGINT NOT NULL,
  `in_flight` BIGINT NOT NULL,
  `stages` ARRAY<ROW<`stage` INT NOT NULL, `name` STRING NOT NULL, `percent` DOUBLE NOT NULL, `opened_at` BIGINT, `targets` BIGINT NOT NULL, `notified` BIGINT NOT NULL, `succeeded` BIGINT NOT NULL, `failed` BIGINT NOT NULL, `rejected` BIGINT NOT NULL, `timed_out` BIGINT NOT NULL, `canceled` BIGINT NOT NULL, `removed` BIGINT NOT NULL> NOT NULL> NOT NULL,
  `guards` ARRAY<ROW<`guard` STRING NOT NULL, `treated_at_risk` BIGINT NOT NULL, `treated_events` BIGINT NOT NULL, `treated_days` DOUBLE NOT NULL, `control_at_risk` BIGINT NOT NULL, `control_events` BIGINT NOT NULL, `control_days` DOUBLE NOT NULL, `harm` DOUBLE NOT NULL, `harm_stop` DOUBLE NOT NULL, `safety` DOUBLE NOT NULL, `safety_go` DOUBLE NOT NULL> NOT NULL> NOT NULL,
  `judged_to` BIGINT,
  `waits_for_alarms` BOOLEAN NOT NULL,
  `at_ts` AS TO_TIMESTAMP_LTZ(`at` / 1000, 3),
  `step_at_ts` AS TO_TIMESTAMP_LTZ(`step_at` / 1000, 3),
  `judged_to_ts` AS TO_TIMESTAMP_LTZ(`judged_to` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'rollout.states',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'rollout.states-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"RolloutState","namespace":"io.fleetstream.schemas","fields":[{"name":"rollout_id","type":{"type":"string"}},{"name":"version","type":"long"},{"name":"at","type":{"type":"long"}},{"name":"status","type":{"type":"enum","name":"RolloutStatusKind","symbols":["UNSPECIFIED","DEFINED","RUNNING","PAUSED","FINISHED","ABORTED","ROLLED_BACK"],"default":"UNSPECIFIED"}},{"name":"step_kind","type":["null",{"type":"string"}],"default":null},{"name":"step","type":["null",{"type":"string"}],"default":null},{"name":"step_at","type":["null",{"type":"long"}],"default":null},{"name":"step_actor","type":["null",{"type":"string"}],"default":null},{"name":"step_stage","type":["null","int"],"default":null},{"name":"step_devices","type":["null","long"],"default":null},{"name":"step_reason","type":["null",{"type":"string"}],"default":null},{"name":"step_evidence","type":["null",{"type":"string"}],"default":null},{"name":"definition","type":["null",{"type":"string"}],"default":null},{"name":"open_stage","type":["null","int"],"default":null},{"name":"approvers","type":{"type":"array","items":{"type":"string"}}},{"name":"asking","type":"boolean","default":false},{"name":"budget","type":"long"},{"name":"released","type":"long"},{"name":"in_flight","type":"long"},{"name":"stages","type":{"type":"array","items":{"type":"record","name":"RolloutStageState","fields":[{"name":"stage","type":"int"},{"name":"name","type":{"type":"string"}},{"name":"percent","type":"double"},{"name":"opened_at","type":["null",{"type":"long"}],"default":null},{"name":"targets","type":"long"},{"name":"notified","type":"long"},{"name":"succeeded","type":"long"},{"name":"failed","type":"long"},{"name":"rejected","type":"long"},{"name":"timed_out","type":"long"},{"name":"canceled","type":"long"},{"name":"removed","type":"long"}]}}},{"name":"guards","type":{"type":"array","items":{"type":"record","name":"RolloutGuardState","fields":[{"name":"guard","type":{"type":"string"}},{"name":"treated_at_risk","type":"long"},{"name":"treated_events","type":"long"},{"name":"treated_days","type":"double"},{"name":"control_at_risk","type":"long"},{"name":"control_events","type":"long"},{"name":"control_days","type":"double"},{"name":"harm","type":"double"},{"name":"harm_stop","type":"double"},{"name":"safety","type":"double"},{"name":"safety_go","type":"double"}]}}},{"name":"judged_to","type":["null",{"type":"long"}],"default":null},{"name":"waits_for_alarms","type":"boolean","default":false}]}'
);

CREATE TABLE `rollout_executions` (
  `device_id` STRING NOT NULL,
  `job_id` STRING NOT NULL,
  `rollout_id` STRING NOT NULL,
  `stage` INT,
  `execution_number` BIGINT NOT NULL,
  `version_number` BIGINT NOT NULL,
  `status` STRING NOT NULL,
  `cause` STRING NOT NULL,
  `deleted` BOOLEAN NOT NULL,
  `status_details` STRING,
  `retries_left` INT NOT NULL,
  `queued_at` BIGINT NOT NULL,
  `started_at` BIGINT,
  `updated_at` BIGINT NOT NULL,
  `times_out_at` BIGINT,
  `source_partition` INT NOT NULL,
  `source_offset` BIGINT NOT NULL,
  `queued_at_ts` AS TO_TIMESTAMP_LTZ(`queued_at` / 1000, 3),
  `started_at_ts` AS TO_TIMESTAMP_LTZ(`started_at` / 1000, 3),
  `updated_at_ts` AS TO_TIMESTAMP_LTZ(`updated_at` / 1000, 3),
  `times_out_at_ts` AS TO_TIMESTAMP_LTZ(`times_out_at` / 1000, 3),
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'rollout.executions',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://schema-registry:8081',
  'value.avro-confluent.subject' = 'rollout.executions-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"JobExecution","namespace":"io.fleetstream.schemas","fields":[{"name":"device_id","type":{"type":"string"}},{"name":"job_id","type":{"type":"string"}},{"name":"rollout_id","type":{"type":"string"}},{"name":"stage","type":["null","int"],"default":null},{"name":"execution_number","type":"long"},{"name":"version_number","type":"long"},{"name":"status","type":{"type":"enum","name":"JobExecutionStatus","symbols":["UNSPECIFIED","WAITING","QUEUED","IN_PROGRESS","SUCCEEDED","FAILED","REJECTED","TIMED_OUT","CANCELED","REMOVED"],"default":"UNSPECIFIED"}},{"name":"cause","type":{"type":"enum","name":"JobExecutionCause","symbols":["UNSPECIFIED","QUEUED","DEVICE","STEP_TIMER","IN_PROGRESS_TIMER","RETRY","CANCEL","REMOVE","DELETE"],"default":"UNSPECIFIED"}},{"name":"deleted","type":"boolean","default":false},{"name":"status_details","type":["null",{"type":"string"}],"default":null},{"name":"retries_left","type":"int"},{"name":"queued_at","type":{"type":"long"}},{"name":"started_at","type":["null",{"type":"long"}],"default":null},{"name":"updated_at","type":{"type":"long"}},{"name":"times_out_at","type":["null",{"type":"long"}],"default":null},{"name":"source_partition","type":"int"},{"name":"source_offset","type":"long"}]}'
);

CREATE TABLE `device_downlink` (
  `device_id` STRING,
  `payload` BYTES,
  `headers` MAP<STRING, BYTES> METADATA VIRTUAL,
  `kafka_partition` INT METADATA FROM 'partition' VIRTUAL,
  `kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'device.downlink',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'key.format' = 'raw',
  'key.fields' = 'device_id',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);
