import Dispatch
import Glibc

/// Starts threads that belong to one connection each.
enum DedicatedThread {
    /// Runs a body on a new thread, which ends with it.
    static func start(_ body: @escaping @Sendable () -> Void) {
        let box = unsafe Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        // Safety: the box is retained until the new thread takes it over, and taken back if there is none.
        let failure = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            }, box.toOpaque())
        if failure == 0 {
            pthread_detach(thread)
        } else {
            // Without a thread of its own the work runs on a shared one: slower, but it runs.
            unsafe box.release()
            DispatchQueue.global().async(execute: body)
        }
    }

    private final class Box: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
