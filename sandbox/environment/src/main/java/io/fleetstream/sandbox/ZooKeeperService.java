package io.fleetstream.sandbox;

/** ZooKeeper, one node: where Flink remembers who leads and which jobs there are. */
public interface ZooKeeperService extends SandboxService {
    /** Address for clients, {@code host:port}. */
    String quorum();
}
