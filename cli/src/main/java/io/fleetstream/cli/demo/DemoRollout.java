package io.fleetstream.cli.demo;

/** The rollouts of the demo: the same policy for two images, each for the motors of one site. */
enum DemoRollout {
    /** An image that does what it should. */
    GOOD("good-2-2-0", "hamburg", "2.2.0", "motor firmware 2.2.0\n"),
    /** An image that installs well, and makes the motors overheat. */
    BAD(
            "bad-2-2-1",
            "gdansk",
            "2.2.1",
            "{\"offset\":{\"temperature\":30}}\nmotor firmware 2.2.1\n");

    /** What devices get back where a rollout is rolled back. */
    static final String PREVIOUS_VERSION = "2.1.3";

    /** The image of {@link #PREVIOUS_VERSION}. */
    static final String PREVIOUS_IMAGE = "motor firmware 2.1.3\n";

    private final String id;
    private final String site;
    private final String version;
    private final String image;

    DemoRollout(String id, String site, String version, String image) {
        this.id = id;
        this.site = site;
        this.version = version;
        this.image = image;
    }

    /** Name of the rollout. */
    String id() {
        return id;
    }

    /** Whose motors it is for. */
    String site() {
        return site;
    }

    /** What they run once it is done. */
    String version() {
        return version;
    }

    /** The image, as the emulator's devices understand it. */
    String image() {
        return image;
    }

    /** Name of the job that brings the previous version back. */
    String rollbackJob() {
        return id + "-rollback";
    }
}
