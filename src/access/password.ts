/** How long a password is, in characters: long rather than full of rules (NIST SP 800-63B). */
export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;
