package org.rejoin.cluster.pekko;

import java.util.List;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.Crdt;

/** How calls end that their machine does not answer. */
final class CallAnswers {
  private CallAnswers() {}

  /** Writes: refused, or unknown once begun. */
  static Calls.Answers<WriteResult> write() {
    return new Calls.Answers<>() {
      @Override
      public WriteResult busy(String detail) {
        return new WriteResult.Rejected(RejectedCode.BUSY, detail);
      }

      @Override
      public WriteResult stopped(String detail) {
        return new WriteResult.Rejected(RejectedCode.STOPPED, detail);
      }

      @Override
      public WriteResult lost(String detail) {
        return new WriteResult.Unknown(List.of(), List.of());
      }
    };
  }

  /** Reads, likewise. */
  static <S extends Crdt<S>> Calls.Answers<ReadResult<S>> read() {
    return new Calls.Answers<>() {
      @Override
      public ReadResult<S> busy(String detail) {
        return new ReadResult.Rejected<>(RejectedCode.BUSY, detail);
      }

      @Override
      public ReadResult<S> stopped(String detail) {
        return new ReadResult.Rejected<>(RejectedCode.STOPPED, detail);
      }

      @Override
      public ReadResult<S> lost(String detail) {
        return new ReadResult.Unknown<>(List.of(), List.of());
      }
    };
  }

  /** Questions about the store itself, which have no result for it. */
  static <R> Calls.Answers<R> question() {
    return new Calls.Answers<>() {
      @Override
      public R busy(String detail) {
        throw new IllegalStateException(detail);
      }

      @Override
      public R stopped(String detail) {
        throw new IllegalStateException(detail);
      }

      @Override
      public R lost(String detail) {
        throw new IllegalStateException(detail);
      }
    };
  }
}
