/// The network: pinned TLS, signed requests, verified replies (OkHttp).
@NullMarked
package cn.ruhu.sync.http;

import org.jspecify.annotations.NullMarked;
