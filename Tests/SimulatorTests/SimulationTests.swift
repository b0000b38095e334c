// A handful of simulated lives: none diverges, each is repeatable, and planted bugs are found.

import EventStorageTesting
import Testing

@Suite struct SimulationTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `a life does not diverge from its model`(seed: UInt64) throws {
    let life = try Simulation(seed: seed)
    try life.run(stepCount: 60)
    #expect(life.acknowledgedCount > 0)
  }

  @Test func `the same seed is the same life`() throws {
    let lives = [try Simulation(seed: 7), try Simulation(seed: 7), try Simulation(seed: 8)]
    for life in lives { try life.run(stepCount: 40) }
    #expect(lives[0].reached == lives[1].reached)
    #expect(lives[0].acknowledgedCount == lives[1].acknowledgedCount)
    #expect(lives[0].reached != lives[2].reached)
  }

  @Test(arguments: [Simulation.PlantedFault.forgottenSync, .tornSectors])
  func `a planted fault is found out within ten seeds`(fault: Simulation.PlantedFault) {
    let found = (1...10 as ClosedRange<UInt64>).contains { seed in
      do throws(Divergence) {
        try Simulation(seed: seed, planting: fault).run(stepCount: 60)
        return false
      } catch {
        return true
      }
    }
    #expect(found)
  }

  @Test func `what a life reaches is on the list of what can be missed`() throws {
    let life = try Simulation(seed: 3)
    try life.run(stepCount: 60)
    #expect(Set(life.reached.keys).isSubset(of: Simulation.landmarks))
    #expect(Set(Simulation.landmarks).count == Simulation.landmarks.count)
    #expect(life.reached.count > 20)
  }
}
