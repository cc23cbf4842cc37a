package io.fleetstream.jobs.shadow.domain.request;

/** Whether bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates. */
final class Utf8 {
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;

    private Utf8() {}

    static boolean isValid(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int length = lengthAt(bytes, i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** Length of the character of more than one byte that begins there; 0 if none does. */
    private static int lengthAt(byte[] bytes, int start) {
        int first = bytes[start] & 0xFF;
        int length = first >= 0xC2 && first < 0xE0 ? 2 : first >> 4 == 0xE ? 3 : 4;
        if (first < 0xC2 || first > 0xF4 || start + length > bytes.length) {
            return 0;
        }
        for (int i = start + 1; i < start + length; i++) {
            if ((bytes[i] & CONTINUATION_MASK) != CONTINUATION) {
                return 0;
            }
        }
        int second = bytes[start + 1] & 0xFF;
        boolean forbidden =
                switch (first) {
                    case 0xE0 -> second < 0xA0;
                    case 0xED -> second > 0x9F;
                    case 0xF0 -> second < 0x90;
                    case 0xF4 -> second > 0x8F;
                    default -> false;
                };
        return forbidden ? 0 : length;
    }
}
