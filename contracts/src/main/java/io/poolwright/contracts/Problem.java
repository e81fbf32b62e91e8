package io.poolwright.contracts;

/**
 * One thing that is wrong with a request, or that may be.
 *
 * @param pointer where in the request, as a JSON pointer (RFC 6901)
 * @param problem what was found, in one sentence, without any secret
 * @param remedy what to do about it, in one sentence
 */
public record Problem(String pointer, String problem, String remedy) {}
