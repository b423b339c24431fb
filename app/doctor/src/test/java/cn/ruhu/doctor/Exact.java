package cn.ruhu.doctor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// An exact fraction of the second calculator, with no code of the product in it.
record Exact(BigInteger n, BigInteger d) {
  static final Exact NIL = of("0");

  static Exact of(String decimal) {
    BigDecimal b = new BigDecimal(decimal);
    return b.scale() > 0
        ? new Exact(b.unscaledValue(), BigInteger.TEN.pow(b.scale()))
        : new Exact(b.toBigIntegerExact(), BigInteger.ONE);
  }

  static Exact of(long v) {
    return new Exact(BigInteger.valueOf(v), BigInteger.ONE);
  }

  Exact add(Exact o) {
    return new Exact(n.multiply(o.d).add(o.n.multiply(d)), d.multiply(o.d));
  }

  Exact sub(Exact o) {
    return add(new Exact(o.n.negate(), o.d));
  }

  Exact mul(Exact o) {
    return new Exact(n.multiply(o.n), d.multiply(o.d));
  }

  Exact div(long by) {
    return new Exact(n, d.multiply(BigInteger.valueOf(by)));
  }

  int cmp(Exact o) {
    return n.multiply(o.d).compareTo(o.n.multiply(d));
  }

  Exact atLeastNil() {
    return cmp(NIL) < 0 ? NIL : this;
  }

  String cents() {
    return round(2, RoundingMode.HALF_UP);
  }

  String round(int places, RoundingMode mode) {
    return new BigDecimal(n).divide(new BigDecimal(d), places, mode).setScale(2).toPlainString();
  }
}
