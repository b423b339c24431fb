/// The server as seen from the network: TLS, signed requests, signed replies.
@NullMarked
package cn.ruhu.server.http;

import org.jspecify.annotations.NullMarked;
