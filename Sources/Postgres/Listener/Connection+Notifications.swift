import CLibpq

extension Connection {
    var socket: Int32 { unsafe PQsocket(handle) }

    /// Takes in what has arrived; false when the connection is lost.
    func consumeInput() -> Bool {
        unsafe PQconsumeInput(handle) == 1
    }

    /// Removes all notifications that have arrived, and tells whether there were any.
    func takeNotifications() -> Bool {
        var isAny = false
        while let notification = unsafe PQnotifies(handle) {
            unsafe PQfreemem(notification)
            isAny = true
        }
        return isAny
    }
}
