package io.fleetstream.schemas;

/** A selector that is not one; the message says what is wrong, and where. */
public final class SelectorException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int position;

    SelectorException(String message, String text, int position) {
        super(message + " at character " + (position + 1) + " of '" + shown(text) + "'");
        this.position = position;
    }

    /** Where in the text, counted from 0. */
    public int position() {
        return position;
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
