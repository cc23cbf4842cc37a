package io.fleetstream.jobs.notify.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Keeps requests away from addresses that only this machine can reach and that were not meant: the
 * metadata service of a cloud above all. Private networks are allowed.
 */
final class AddressGuard {
    private final boolean local;

    /**
     * @param local whether this machine itself is meant
     */
    AddressGuard(boolean local) {
        this.local = local;
    }

    /**
     * Looks the name up and checks all of its addresses; the client then finds the same, for Java
     * remembers them.
     *
     * @throws UnknownHostException if there are none
     * @throws ForbiddenAddressException if one may not be called
     */
    void check(String host) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            boolean forbidden =
                    address.isLinkLocalAddress()
                            || address.isAnyLocalAddress()
                            || address.isMulticastAddress()
                            || (address.isLoopbackAddress() && !local);
            if (forbidden) {
                throw new ForbiddenAddressException(
                        host + " is at " + address.getHostAddress() + ", where nobody is called");
            }
        }
    }

    /** An address that may not be called. */
    static final class ForbiddenAddressException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ForbiddenAddressException(String message) {
            super(message);
        }
    }
}
