package org.rejoin.conflict;

/**
 * Refuses a token that was handed out after a delete that this replica has not met. Nothing was
 * changed: a put made here would be of before the delete, which then wins over it. Collect what
 * other replicas have, or wait until it comes, and edit again. It never comes if the token is of
 * another object.
 */
public final class TokenAheadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TokenAheadException(long token, long here) {
    super(
        "the token is of delete epoch "
            + token
            + ", and only "
            + here
            + " is known here: this replica is behind, or the token is of another object");
  }
}
